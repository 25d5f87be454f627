# Direct, mutual and nested recursion, and the recursion limit as an exception.
def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)


def flatten(value):
    if isinstance(value, list):
        return [leaf for item in value for leaf in flatten(item)]
    return [value]


def permutations(items):
    if not items:
        return [[]]
    return [
        [item, *rest]
        for i, item in enumerate(items)
        for rest in permutations(items[:i] + items[i + 1 :])
    ]


def outer(n):
    def inner(k):
        return k + inner(k - 1) if k else outer(n - 1)

    return inner(3) if n else 0


print(factorial(50), even(100), odd(7), ackermann(2, 3), hanoi(8, "A", "C", "B"), outer(4))
print(flatten([1, [2, [3, [4, []]]], 5]), permutations([1, 2, 3]), len(permutations(list("abcd"))))
print((lambda f: f(f, 10))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, error, isinstance(error, RuntimeError))


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")


try:
    Loop().a
except RecursionError as error:
    print("RecursionError in getattr", str(error).startswith("maximum recursion depth exceeded"))


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(700), depth(700))
