# Scopes of comprehensions, class bodies, exception variables and lambdas.
x = "module"
print([x for x in range(3)], x, {x for x in "a"}, {x: x for x in "b"}, x)


class Body:
    x = "class"
    values = [1, 2]
    from_iterable = [v for v in values]
    sees_module = [x for _ in values]
    lambdas = [lambda: x for _ in values]
    method_x = property(lambda self: x)


print(Body.from_iterable, Body.sees_module, Body.lambdas[0](), Body().method_x)


def function():
    x = "function"
    return [x + str(i) for i in range(2)], [[x * j for j in range(i)] for i in range(3)]


print(function())


def captures():
    fs = [lambda: (i, j) for i in range(2) for j in range(2)]
    return [f() for f in fs]


print(captures())


def inner_nonlocal():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    return [add(n) for n in range(5)], total


print(inner_nonlocal())
try:
    raise ValueError("gone")
except ValueError as caught:
    kept = str(caught)
try:
    caught
except NameError as error:
    print(kept, error)


def exception_variable():
    e = "outer e"
    try:
        raise KeyError(1)
    except KeyError as e:
        pass
    try:
        return e
    except UnboundLocalError as error:
        return str(error)


print(exception_variable())
for leaked in range(3):
    inside = leaked
print(leaked, inside)


class Names:
    a = 1
    b = a + 1
    for i in range(3):
        c = i
    del i
    try:
        missing
    except NameError as error:
        d = str(error)


print(Names.b, Names.c, hasattr(Names, "i"), Names.d, hasattr(Names, "error"))


def conditional_local(flag):
    if flag:
        y = "set"
    return [y for _ in range(1)]


print(conditional_local(True))
try:
    conditional_local(False)
except NameError as error:
    print(type(error).__name__, error)
