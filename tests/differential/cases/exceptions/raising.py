# raise forms: class, instance, arguments, re-raise, invalid operands.
class Custom(Exception):
    pass


class WithInit(Exception):
    def __init__(self, code, message="default"):
        super().__init__(message)
        self.code = code


class WithStr(Exception):
    def __str__(self):
        return f"custom text {self.args}"


def attempt(action):
    try:
        action()
    except BaseException as error:
        print(type(error).__name__, "|", error, "|", repr(error), "|", error.args)


def throw(error):
    raise error


for error in (
    ValueError, ValueError(), ValueError("one"), ValueError("one", 2), Custom, Custom("c"), Custom(["list"]), WithInit(5), WithInit(6, message="m"), WithStr("a", 1),
    KeyError("k"), KeyError(), KeyError("a", "b"), KeyError(5), OSError(2, "No such file"), OSError("only"), StopIteration(7), SystemExit(1), KeyboardInterrupt("kb"), UnicodeError("u"), Exception(None), Exception(""),
    NotImplementedError, AssertionError("a"), LookupError(1), ArithmeticError(), MemoryError(), EOFError("e"), GeneratorExit(), RecursionError("deep"), ImportError("i", name="mod"), NameError("n", name="var"),
):  # fmt: skip
    attempt(lambda: throw(error))
attempt(lambda: throw(5))
attempt(lambda: throw("text"))
attempt(lambda: throw(int))
attempt(lambda: throw(None))
attempt(lambda: throw(WithInit))


def bare_raise():
    raise


attempt(bare_raise)


def reraise():
    try:
        raise KeyError("original")
    except KeyError:
        raise


attempt(reraise)


def reraise_saved():
    saved = None
    try:
        raise ValueError("saved")
    except ValueError as error:
        saved = error
    raise saved


attempt(reraise_saved)


def reraise_nested():
    try:
        raise ValueError("first")
    except ValueError:
        try:
            raise TypeError("second")
        except TypeError:
            pass
        raise


attempt(reraise_nested)
