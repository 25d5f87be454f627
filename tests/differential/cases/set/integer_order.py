# Iteration order of small-int sets follows CPython's table (hash is the value itself).
print({3, 1, 2}, {10, 5, 0}, set(range(10)), {7, 3, 11}, {100, 1, 50})
s = set()
for n in (8, 16, 0, 24, 1):
    s.add(n)
print(s)
print(
    list({5, 13, 21}), list({21, 13, 5}), set([1000, 8, 512, 0]), {-1, -2, 0}, frozenset((9, 4, 2))
)
t = set(range(20))
for n in range(0, 20, 3):
    t.remove(n)
print(t)
t.add(40)
t.add(33)
print(t, t.pop(), t.pop(), t)
print(
    {i * 7 % 31 for i in range(12)},
    set(range(0, 100, 9)),
    {1, 2, 3} | {40, 50},
    {9, 1, 5} & {5, 9},
    {3, 8, 1} ^ {8, 2},
    {30, 20, 10} - {20},
)
print({1.5, 2, 3.0}, {True, 2, 0}, {2**61 - 1, 5, 0}, {2**61, 2}, {0.5, 1, 2.25})
print(
    sorted({3, 1, 2}),
    max({3, 9, 2}),
    sum({1, 2, 3}),
    len(set(range(100000))),
    set(range(5)) == {4, 3, 2, 1, 0},
)
big = set()
for n in range(200):
    big.add(n * n % 257)
print(list(big))
copied = set(big)
copied.discard(4)
print(list(copied)[:12], list(big.copy())[:12], list(frozenset(big))[:12])
