# `T.__new__(C)` of built-in types makes only what T itself makes.


def attempt(action, *arguments):
    try:
        print(repr(action(*arguments)))
    except TypeError as error:
        print(error)


class Key(KeyError):
    pass


class Number(int):
    pass


class Own:
    def __new__(cls, *arguments):
        return object.__new__(cls)

    def __repr__(self):
        return "own"


class Text(str):
    def __new__(cls, *arguments):
        return super().__new__(cls, "text")


makers = [
    object, int, str, list, dict, type, super, property, BaseException, Exception, KeyError, LookupError, OSError,
    StopIteration, BaseExceptionGroup,
]  # fmt: skip
classes = [
    Key,
    Number,
    Own,
    Text,
    int,
    bool,
    str,
    OSError,
    FileNotFoundError,
    StopIteration,
    KeyError,
    BaseException,
]
for maker in makers:
    for made in classes:
        print(maker.__name__, made.__name__, end=": ")
        if maker is object and made is Own:
            print(type(object.__new__(Own)).__name__)
        else:
            attempt(maker.__new__, made)
    attempt(maker.__new__)
    attempt(maker.__new__, 5)

attempt(object.__new__, type(len))
attempt(type, 1, 2)
attempt(type)
attempt(type.__new__, type)
attempt(type.__new__, type, "A")
