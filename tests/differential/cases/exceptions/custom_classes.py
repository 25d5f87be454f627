# User exception classes: attributes, str/repr, inheritance, equality, pickling of args, slots.
class AppError(Exception):
    """Base of the application."""

    exit_code = 1

    def __init__(self, message, **details):
        super().__init__(message)
        self.details = details


class NotFound(AppError, LookupError):
    exit_code = 2

    def __str__(self):
        return f"not found: {self.args[0]}"


class Multi(ValueError, KeyError):
    pass


class Silent(Exception):
    def __init__(self, *ignored):
        pass


class Data(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, "from new")
        self.made = True
        return self


for error in (
    AppError("m", a=1),
    NotFound("thing", key=5),
    Multi("both"),
    Silent("x", "y"),
    Data("given"),
    Data(),
):
    try:
        raise error
    except AppError as caught:
        print(
            "app",
            caught,
            repr(caught),
            caught.exit_code,
            caught.details,
            isinstance(caught, LookupError),
        )
    except LookupError as caught:
        print("lookup", caught, repr(caught), isinstance(caught, ValueError))
    except Exception as caught:
        print(
            "exception",
            type(caught).__name__,
            caught,
            repr(caught),
            caught.args,
            getattr(caught, "made", None),
        )

error = AppError("text")
error.args = ("changed", 2)
error.extra = "attribute"
print(
    error,
    repr(error),
    error.extra,
    error.__dict__,
    error == AppError("changed", x=2),
    error == error,
)
error.args = [1]
print(error.args, str(error))
print(
    [c.__name__ for c in NotFound.__mro__],
    AppError.__doc__,
    NotFound.__name__,
    hash(error) == hash(error),
    bool(error),
)
print(
    Exception("a") == Exception("a"),
    Exception(1, 2).args == (1, 2),
    Exception("it's"),
    repr(Exception("it's")),
    repr(Exception((1,))),
    str(Exception((1,))),
)


def attempt(action):
    try:
        print(action())
    except Exception as caught:
        print(type(caught).__name__, caught)


attempt(lambda: AppError())
attempt(lambda: Exception(message="x"))
attempt(lambda: ValueError(x=1))
attempt(lambda: error.missing)
attempt(lambda: setattr(error, "args", 5))
attempt(lambda: setattr(error, "__cause__", 5))
attempt(lambda: setattr(error, "__context__", "x"))
attempt(lambda: setattr(error, "__traceback__", 5))
attempt(lambda: error.with_traceback(5))
attempt(lambda: error.with_traceback(None) is error)
