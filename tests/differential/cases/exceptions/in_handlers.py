# State of the handled exception: sys.exception(), nesting, generators, name deletion.
import sys


def current():
    error = sys.exception()
    return repr(error)


print(current())
try:
    raise ValueError("one")
except ValueError:
    print(current())
    try:
        raise KeyError("two")
    except KeyError:
        print(current())
    print(current())
print(current())


def generator():
    print("gen", current())
    try:
        raise IndexError("in generator")
    except IndexError:
        yield current()
        yield current()
    yield current()


g = generator()
try:
    raise TypeError("outside")
except TypeError:
    print(next(g), current())
print(next(g), current())
print(next(g), current())


def helper():
    return current()


try:
    raise ValueError("for helper")
except ValueError as e:
    print(helper(), e is sys.exception(), sys.exc_info()[0].__name__, sys.exc_info()[1] is e)
print(sys.exc_info())
try:
    e
except NameError as error:
    print(error)
with_finally = []
try:
    try:
        raise ValueError("through finally")
    finally:
        with_finally.append(current())
except ValueError:
    pass
print(with_finally, current())
try:
    raise ValueError("same")
except ValueError as e:
    try:
        raise e
    except ValueError as again:
        print(again is e, again.__context__)
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as e:
        if i == 0:
            continue
        print("loop", e, current())
print(current())
