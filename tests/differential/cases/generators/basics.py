# Generator functions: laziness, state, return values, exhaustion, recursion.
def count(n):
    print("started")
    i = 0
    while i < n:
        yield i
        i += 1
    print("finished")
    return "result"


g = count(2)
print(type(g).__name__, iter(g) is g)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value, stop.args)
print(next(g, "default"), list(g))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterable):
    for _, item in zip(range(n), iterable):
        yield item


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        for item in tree(depth - 1):
            yield item * 10


def empty():
    return
    yield


def with_locals(a, /, b=2, *args, c=3, **kwargs):
    yield a, b, args, c, kwargs
    a = b = c = None
    yield a, b, args, c, kwargs


print(
    list(take(12, fibonacci())),
    list(take(10, primes())),
    list(tree(3)),
    list(empty()),
    list(with_locals(1, 5, 6, c=7, d=8)),
)
a, b = count(2), count(3)
print(next(a), next(b), next(a), next(b), sum(a), sum(b))
print(
    [x for x in count(2) if x], max(count(3)), 1 in count(3), dict(enumerate(count(1))), *count(1)
)


def conditional(flag):
    if flag:
        return [1, 2]
    yield 3


def deep(n):
    return (x for x in range(n))


gen = conditional(True)
try:
    next(gen)
except StopIteration as stop:
    print(stop.value, list(conditional(False)), list(deep(3)))


def stop_inside():
    yield 1
    raise StopIteration("leaks")


try:
    list(stop_inside())
except RuntimeError as error:
    print(error, repr(error.__cause__))
try:
    count()
except TypeError as error:
    print(error)
try:
    len(count(3))
except TypeError as error:
    print(error)
try:
    count(1)[0]
except TypeError as error:
    print(error)
