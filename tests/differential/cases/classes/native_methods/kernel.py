import sys

from walk import show


class Plain:
    pass


def activation():
    x = 1
    return sys._getframe()


def generator():
    yield 1


show(
    object,
    lambda: Plain,
    lambda: slice(1),
    lambda: Exception("x"),
    lambda: BaseExceptionGroup("x", [KeyError(1)]),
    lambda: list[int],
    generator,
    activation,
    lambda: activation().f_locals,
)
