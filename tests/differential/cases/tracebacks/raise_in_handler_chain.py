# Three exceptions: context, then cause.
def a():
    raise ValueError("first")


def b():
    try:
        a()
    except ValueError:
        raise KeyError("second")


def c():
    try:
        b()
    except KeyError as error:
        raise RuntimeError("third") from error


c()
