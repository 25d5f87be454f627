"""The hooks of sys: unraisablehook, displayhook, excepthook."""

import builtins
import sys


class Fails:
    def __del__(self):
        raise OSError("in del")


class FailsLong:
    def __del__(self):
        value = 1
        return [value, self.missing.attribute, value]


def closes():
    try:
        yield
    except GeneratorExit:
        raise KeyError(1)


def hook(given):
    print(type(given).__name__, given.exc_type.__name__, given.exc_value, given.object)
    print(given.exc_traceback.tb_frame.f_code.co_name, given.err_msg.split(" at 0x")[0])


print(sys.unraisablehook is sys.__unraisablehook__, sys.displayhook is sys.__displayhook__)
print(sys.excepthook is sys.__excepthook__, sys.unraisablehook, sys.excepthook, sys.displayhook)
sys.unraisablehook = hook
Fails()
generator = closes()
next(generator)
del generator


class Odd:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    @property
    def close(self):
        raise OSError("unreadable")


def delegates():
    yield from Odd()


iterator = delegates()
next(iterator)
print(iterator.close())


def bad(given):
    raise ValueError("hook")


sys.unraisablehook = bad
Fails()
sys.unraisablehook = None
Fails()
del sys.unraisablehook
Fails()
sys.unraisablehook = sys.__unraisablehook__
FailsLong()
kept = []
sys.unraisablehook = kept.append
Fails()
sys.unraisablehook = sys.__unraisablehook__
sys.unraisablehook(kept.pop())
for arguments in ((1,), (None,)):
    try:
        print(sys.unraisablehook(*arguments))
    except TypeError as error:
        print(error)

sys.displayhook(3)
sys.displayhook(None)
print(builtins._)
sys.displayhook("x")
print(builtins._)
for arguments in ((), (1,)):
    try:
        print(sys.excepthook(*arguments))
    except TypeError as error:
        print(error)
print(sys.excepthook(1, 2, 3))
try:
    raise ValueError("shown")
except ValueError as error:
    sys.excepthook(None, error, None)


def own(kind, value, traceback):
    print("hook", kind.__name__, value, traceback.tb_frame.f_code.co_name, traceback.tb_next.tb_frame.f_locals)


def last(argument):
    raise KeyError("last")


sys.excepthook = own
last(1)
