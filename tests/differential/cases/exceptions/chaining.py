# __cause__, __context__ and __suppress_context__ under raise, raise from and finally.
def describe(error, depth=0):
    while error is not None and depth < 6:
        print(
            "  " * depth,
            repr(error),
            "cause",
            repr(error.__cause__),
            "context",
            repr(error.__context__),
            error.__suppress_context__,
        )
        error = error.__cause__ or error.__context__
        depth += 1


def attempt(action):
    print(action.__name__)
    try:
        action()
    except Exception as error:
        describe(error)


def implicit():
    try:
        {}["k"]
    except KeyError:
        raise ValueError("during")


def explicit():
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("because") from error


def suppressed():
    try:
        {}["k"]
    except KeyError:
        raise ValueError("alone") from None


def from_class():
    raise ValueError("v") from TypeError


def in_finally():
    try:
        raise KeyError("body")
    finally:
        raise ValueError("cleanup")


def in_finally_handled():
    try:
        raise KeyError("body")
    finally:
        try:
            raise ValueError("cleanup")
        except ValueError as error:
            describe(error)


def three_levels():
    try:
        try:
            raise KeyError(1)
        except KeyError:
            raise IndexError(2)
    except IndexError:
        raise AttributeError(3)


def context_cleared_after():
    try:
        raise KeyError("done")
    except KeyError:
        pass
    raise ValueError("fresh")


def reraise_keeps_context():
    try:
        raise KeyError("a")
    except KeyError as first:
        try:
            raise ValueError("b")
        except ValueError:
            raise first


def through_call():
    def helper():
        raise TypeError("helper")

    try:
        raise KeyError("outer")
    except KeyError:
        helper()


def manual():
    error = ValueError("manual")
    error.__context__ = KeyError("set by hand")
    error.__cause__ = TypeError("cause by hand")
    raise error


def in_else():
    try:
        pass
    except Exception:
        pass
    else:
        raise ValueError("from else")


for action in (
    implicit, explicit, suppressed, from_class, in_finally, in_finally_handled, three_levels, context_cleared_after, reraise_keeps_context, through_call, manual, in_else,
):  # fmt: skip
    attempt(action)
for bad in (5, "x", int):
    try:
        raise ValueError("v") from bad
    except Exception as error:
        print(type(error).__name__, error)
