"""What code objects tell of functions, and giving a function other code."""

import sys


def documented():
    "doc"


class Plain:
    x = 1

    def method(self):
        pass

    def nests(self):
        def inner():
            return self

        class Local:
            def deep(self):
                return __class__

        return inner, Local

    short = lambda self: 1


def function(a, b, /, c, *args, d, **kwargs):
    y = 1

    def inner():
        return y, z, a

    z = 3
    squares = []
    with open(a) as stream:
        for line in stream:
            pass
    return len(squares), inner.name.other


def generator():
    yield


def show(name, code):
    print(name, hex(code.co_flags), code.co_varnames, code.co_cellvars, code.co_freevars, code.co_nlocals, end=" ")
    print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_firstlineno, code.co_qualname)


show("module", sys._getframe().f_code)
inner, local = Plain().nests()
for each in (documented, Plain.method, Plain.nests, inner, local.deep, Plain.short, function, generator, show):
    show(each.__name__, each.__code__)
expression = (x for x in [])
show("expression", expression.gi_code)


class Body:
    code = sys._getframe().f_code


show("class", Body.code)


def names(o):
    o.first.second = third
    print(o.call(fourth))


print(names.__code__.co_names, documented.__code__.co_names)
print(len(list(function.__code__.co_lines())) > 3, {line for _, _, line in documented.__code__.co_lines()} <= {6, 7})
print(all(len(position) == 4 for position in function.__code__.co_positions()))
print(type(function.__code__.co_code), function.__code__.co_filename == sys._getframe().f_code.co_filename)
print(function.__code__ is function.__code__, function.__code__ == names.__code__)
print(len({function.__code__, function.__code__}))
print(function.__code__ is sys._getframe().f_code, Body.code is sys._getframe().f_code)

for name in ("co_name", "co_varnames", "co_flags", "co_nlocals"):
    try:
        setattr(function.__code__, name, 1)
    except AttributeError as error:
        print(error)


def one():
    return 1


def two(x=5):
    return 2


def closure():
    value = 1

    def inner():
        return value

    return inner


one.__code__ = two.__code__
print(one.__name__, one.__code__.co_name)
try:
    print(one())
except TypeError as error:
    print(error)
print(one(3))
one.__defaults__ = (4,)
print(one(), one.__code__ is two.__code__)
for value in (closure().__code__, 3, None):
    try:
        one.__code__ = value
    except Exception as error:
        print(type(error).__name__, error)
try:
    del one.__code__
except TypeError as error:
    print(error)


def counts():
    yield 1
    yield 2


def down():
    yield 2
    yield 1


running = counts()
counts.__code__ = down.__code__
print(list(counts()), list(running))


def recursive(n):
    if n == 2:
        recursive.__code__ = other.__code__
    return [n] + (recursive(n - 1) if n else [])


def other(n):
    return ["other", n]


print(recursive(3))


def where():
    frame = sys._getframe()
    lines = {start: line for start, _, line in frame.f_code.co_lines()}
    found = [line for start, end, line in frame.f_code.co_lines() if start <= frame.f_lasti < end]
    return found == [frame.f_lineno]


print(where())
