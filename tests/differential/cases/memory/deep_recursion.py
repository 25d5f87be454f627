"""Calls deeper than surely find room on the stack: small functions, large ones, and by way of exceptions."""

import sys

DEPTH = 70_000
sys.setrecursionlimit(DEPTH + 100)


def plain(n):
    return 0 if n == 0 else 1 + plain(n - 1)


def first(n):
    return 0 if n == 0 else 1 + second(n - 1)


def second(n):
    return 0 if n == 0 else 1 + first(n - 1)


class Node:
    def __init__(self, child):
        self.child = child

    def depth(self):
        return 1 if self.child is None else 1 + self.child.depth()


def counter():
    count = 0

    def count_down(n):
        nonlocal count
        count += 1
        return count if n == 0 else count_down(n - 1)

    return count_down


def large(n):
    a, b, c, d, e = n + 1, n + 2, n + 3, n + 4, n + 5
    f, g, h, i, j = a + b, b + c, c + d, d + e, e + a
    k, l, m, o, p = f + g, g + h, h + i, i + j, j + f
    q = a + b + c + d + e + f + g + h + i + j + k + l + m + o + p
    if n == 0:
        return q
    return q + large(n - 1)


def failing(n):
    if n == 0:
        raise ValueError("deep")
    failing(n - 1)


def cleaned(n, log):
    try:
        return 0 if n == 0 else cleaned(n - 1, log)
    finally:
        log[0] += 1


print(plain(DEPTH), first(DEPTH), plain(DEPTH - 1))

chain = None
for _ in range(DEPTH):
    chain = Node(chain)
print(chain.depth())
while chain is not None:
    chain = chain.child

print(counter()(DEPTH), large(DEPTH))

try:
    failing(DEPTH)
except ValueError as error:
    entries, entry = 0, error.__traceback__
    while entry is not None:
        entries, entry = entries + 1, entry.tb_next
    print(error, entries)

log = [0]
print(cleaned(DEPTH, log), log)

# The limit itself stays exact.
for depth in (DEPTH + 97, DEPTH + 101):
    try:
        print(plain(depth))
    except RecursionError as error:
        print(error)
