"""What `object.__init__` and `object.__new__` say about arguments nobody takes."""


class Plain:
    pass


class New:
    def __new__(cls, *arguments):
        return object.__new__(cls)


class Init:
    def __init__(self, *arguments):
        object.__init__(self, *arguments)


class Both(Init):
    def __new__(cls, *arguments):
        return object.__new__(cls, *arguments)


plain = Plain()
for attempt in (
    lambda: plain.__init__(1),
    lambda: object.__init__(plain, 1),
    lambda: type(New(1)).__name__,
    lambda: Init(1),
    lambda: object().__init__(1),
    lambda: Plain(1),
    lambda: Both(1),
    lambda: object(1),
    lambda: object.__new__(Plain, 1),
):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
