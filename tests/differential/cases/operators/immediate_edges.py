"""Ints and floats at the edges of what needs no object, in code that leaves operators to the runtime."""

EDGES = [0, 1, -1, 2, -2, 7, -7, 13, 14, 15, 48, 63, 64, 2**24, -(2**24)]
EDGES += [2**47, 2**48 - 1, 2**48, -(2**48), 2**63, -(2**63)]
FLOATS = [0.0, -0.0, 1.5, -2.5, 1e308, float("inf"), float("-inf"), float("nan"), 2.0**53]
VALUES = EDGES + FLOATS + [True, False]


def show(name, left, right, action):
    try:
        result = action(left, right)
    except (ArithmeticError, TypeError, ValueError, MemoryError) as error:
        result = type(error).__name__, str(error)
    print(name, left, right, type(result).__name__, result)


def plus(left, right):
    left += right
    return left


def minus(left, right):
    left -= right
    return left


def times(left, right):
    left *= right
    return left


# A module's code calls the runtime for each of these.
for x in EDGES:
    for y in EDGES:
        print(x, y, x + y, x - y, x * y, x & y, x | y, x ^ y, x < y, x <= y, x == y, x != y, x > y, x >= y)
        if y:
            print(x // y, x % y, x / y, divmod(x, y))
        if 0 <= y <= 64:
            print(x << y, x >> y)

for x in VALUES:
    for y in VALUES:
        show("+", x, y, lambda a, b: a + b)
        show("-", x, y, lambda a, b: a - b)
        show("*", x, y, lambda a, b: a * b)
        show("/", x, y, lambda a, b: a / b)
        show("//", x, y, lambda a, b: a // b)
        show("%", x, y, lambda a, b: a % b)
        show("+=", x, y, plus)
        show("-=", x, y, minus)
        show("*=", x, y, times)
        show("<", x, y, lambda a, b: a < b)
        show("==", x, y, lambda a, b: a == b)
        show("!=", x, y, lambda a, b: a != b)
        if isinstance(x, int) and isinstance(y, int) and abs(y) <= 64:
            show("<<", x, y, lambda a, b: a << b)
            show(">>", x, y, lambda a, b: a >> b)

print(0 / -5, 0 // -5, 0 % -5, -0.0 + 0, 0 * -1.0)
