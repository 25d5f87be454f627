"""What a traceback keeps alive, and the order in which it is let go."""

import sys


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def fail(argument):
    first = Named("first")
    second = Named("second")
    raise ValueError("x")


def relay():
    own = Named("relay")
    fail(Named("argument"))


def caught():
    local = Named("caught")
    try:
        relay()
    except ValueError:
        print("handling")
    print("handled")


caught()
print("--- kept")


def keep():
    local = Named("keep")
    try:
        relay()
    except ValueError as error:
        return error


kept = keep()
print("returned")
kept = None
print("--- with_traceback(None)")
kept = keep()
kept.with_traceback(None)
print("cleared")
del kept
print("--- in a cycle")


def cycle():
    local = Named("cycle")
    try:
        raise ValueError
    except ValueError as error:
        saved = error
    try:
        return len(local.name)
    finally:
        del saved


print(cycle())
print("--- uncaught in a finalizer's caller")


class Raises:
    def __del__(self):
        here = Named("in finalizer")
        raise OSError("in del")


hook = sys.stderr
sys.stderr = None
Raises()
sys.stderr = hook
print("--- rebinding while it is raised")


def rebinds(value):
    own = Named("own")
    other = Named("other")
    del other
    raise KeyError


def outer():
    try:
        rebinds(Named("bound"))
    except KeyError as error:
        frame = error.__traceback__.tb_next.tb_frame
        print(sorted(frame.f_locals))
    print("after handler")
    del frame
    print("after frame")


outer()
print("--- generators")


def numbers():
    local = Named("generator")
    yield 1
    raise IndexError


def drive():
    running = numbers()
    next(running)
    try:
        next(running)
    except IndexError:
        print("in handler")
    print("behind it")


drive()
print("--- frames of callers")


def inner():
    deep = Named("inner")
    return sys._getframe()


def middle():
    deep = Named("middle")
    return inner()


frame = middle()
print(frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_back.f_back.f_code.co_name)
print(sorted(frame.f_locals), sorted(frame.f_back.f_locals))
frame.clear()
print("cleared")
del frame
print("end")
