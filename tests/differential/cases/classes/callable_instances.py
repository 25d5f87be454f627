# __call__, callable classes, functions as class attributes, calls through variables.
class Multiplier:
    def __init__(self, factor):
        self.factor = factor
        self.calls = 0

    def __call__(self, value, *extra, scale=1, **kwargs):
        self.calls += 1
        return value * self.factor * scale, extra, kwargs


m = Multiplier(3)
print(
    m(2),
    m(2, 5, scale=10, z=1),
    m.calls,
    callable(m),
    callable(Multiplier),
    list(map(m, [1, 2])),
    m.__call__(7),
)
m.__call__ = lambda *a: "instance attribute is ignored"
print(m(1), type(m).__call__(m, 1))


class Meta(type):
    def __call__(cls, *args, **kwargs):
        print("creating", cls.__name__, args)
        return super().__call__(*args, **kwargs)


class Made(metaclass=Meta):
    def __init__(self, x=0):
        self.x = x


print(Made(5).x, Made().x)


class Singleton:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            print("first creation")
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, value=None):
        print("init", value)
        self.value = value


s, t = Singleton(1), Singleton(2)
print(s is t, s.value)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never called")


print(Other())


class Handlers:
    function = lambda *args: args  # noqa: E731
    builtin = len
    static = staticmethod(len)
    klass = int
    instance = Multiplier(2)


h = Handlers()
print(h.function() == (h,), h.builtin([1, 2]), h.static("abc"), h.klass("5"), h.instance(4))


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


class NotCallable:
    pass


class NoneCall:
    __call__ = None


attempt(lambda: NotCallable()())
attempt(lambda: NoneCall()())
attempt(lambda: m())
attempt(lambda: Made(1, 2))
attempt(lambda: Singleton(1, 2))
attempt(lambda: Handlers().klass("x", "y"))
attempt(lambda: object(1))
attempt(lambda: object.__new__(NotCallable, 1))
attempt(lambda: object.__new__(5))
attempt(lambda: object.__new__(int))
attempt(lambda: NotCallable.__new__())
