# The tree of builtin exceptions: bases, issubclass relations and default text.
classes = [
    BaseException, Exception, GeneratorExit, KeyboardInterrupt, SystemExit, ArithmeticError, AssertionError, AttributeError, BufferError, EOFError, FloatingPointError,
    ImportError, IndentationError, IndexError, IsADirectoryError, KeyError, LookupError, MemoryError, ModuleNotFoundError, NameError, NotADirectoryError, NotImplementedError,
    OSError, OverflowError, PermissionError, RecursionError, ReferenceError, RuntimeError, StopAsyncIteration, StopIteration, SyntaxError, SystemError, TabError, TimeoutError, TypeError,
    UnboundLocalError, UnicodeDecodeError, UnicodeEncodeError, UnicodeError, UnicodeTranslateError, ValueError, ZeroDivisionError, FileExistsError, FileNotFoundError, BlockingIOError,
    BrokenPipeError, ChildProcessError, ConnectionError, ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError, InterruptedError, ProcessLookupError, EOFError,
    Warning, DeprecationWarning, UserWarning, RuntimeWarning, SyntaxWarning, FutureWarning, PendingDeprecationWarning, ImportWarning, UnicodeWarning, BytesWarning, ResourceWarning, EncodingWarning,
]  # fmt: skip
for cls in classes:
    print(cls.__name__, [base.__name__ for base in cls.__mro__[1:-1]], cls.__bases__[0].__name__)
print(
    EnvironmentError is OSError,
    IOError is OSError,
    issubclass(KeyError, LookupError),
    issubclass(bool, Exception),
    isinstance(KeyError("a"), Exception),
)
for error in (
    OSError(2, "missing"), OSError(13, "denied"), OSError(17, "exists"), OSError(21, "dir"), OSError(20, "notdir"), OSError(32, "pipe"), OSError(99999, "odd"),
    OSError(2, "missing", "file.txt"), OSError(2, "m", "a", None, "b"), OSError("text"), OSError(), OSError(1, 2, 3),
):  # fmt: skip
    print(
        type(error).__name__,
        str(error),
        error.errno,
        error.strerror,
        error.filename,
        error.filename2,
        error.args,
    )
for error in (
    StopIteration(1),
    StopIteration(),
    SystemExit(5),
    SystemExit(),
    SystemExit("m"),
    SystemExit(1, 2),
):
    print(repr(error), getattr(error, "value", "-"), getattr(error, "code", "-"))
print(
    ImportError("m", name="n", path="p").name,
    AttributeError("m", name="n", obj=5).obj,
    NameError("m", name="x").name,
    repr(UnicodeDecodeError("ascii", b"\xff", 0, 1, "why")),
)
print(
    str(UnicodeDecodeError("utf-8", b"ab\xffcd", 2, 3, "invalid")),
    str(UnicodeEncodeError("ascii", "aé漢", 1, 3, "ordinal")),
    str(UnicodeEncodeError("ascii", "é", 0, 1, "ordinal")),
)
print(
    str(SyntaxError("bad")),
    SyntaxError("bad", ("f.py", 1, 2, "text")).lineno,
    str(SyntaxError("bad", ("f.py", 1, 2, "text"))),
)
