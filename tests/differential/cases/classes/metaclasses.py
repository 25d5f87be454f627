# metaclass=: __new__, __init__, __prepare__, attributes and methods on the class, isinstance hooks.
class Meta(type):
    def __new__(mcs, name, bases, namespace, **kwargs):
        print(
            "new",
            name,
            [b.__name__ for b in bases],
            sorted(k for k in namespace if not k.startswith("__")),
            kwargs,
        )
        namespace["added"] = name.lower()
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        print("init", cls.__name__)
        cls.order = list(k for k in namespace if not k.startswith("__"))

    def class_method(cls):
        return f"{cls.__name__}.class_method"

    @property
    def size(cls):
        return len(cls.__name__)

    def __len__(cls):
        return 77

    def __contains__(cls, item):
        return item in cls.order

    def __iter__(cls):
        return iter(cls.order)

    def __repr__(cls):
        return f"<class {cls.__name__}>"

    def __getattr__(cls, name):
        return f"meta getattr {name}"


class A(metaclass=Meta, option=1):
    x = 1

    def method(self):
        return "method"


class B(A):
    y = 2


print(
    A,
    B.added,
    A.class_method(),
    B.size,
    len(A),
    "x" in A,
    list(B),
    A.order,
    type(B).__name__,
    isinstance(B, Meta),
    A.unknown,
    A().method(),
)


class Checked(type):
    def __instancecheck__(cls, instance):
        return instance == "magic"

    def __subclasscheck__(cls, other):
        return other is int


class Duck(metaclass=Checked):
    pass


print(
    isinstance("magic", Duck),
    isinstance(5, Duck),
    issubclass(int, Duck),
    issubclass(str, Duck),
    isinstance(Duck(), Duck),
)


class Recording(dict):
    def __setitem__(self, key, value):
        if not key.startswith("__"):
            print("assign", key)
        super().__setitem__(key, value)


class Prepared(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print("prepare", name)
        return Recording()

    def __new__(mcs, name, bases, namespace):
        return super().__new__(mcs, name, bases, dict(namespace))


class P(metaclass=Prepared):
    a = 1
    b = a + 1
    a = 3


print(P.a, P.b)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def conflict():
    class X(A, P):
        pass


attempt(conflict)
attempt(lambda: A().class_method())
attempt(lambda: A().size)
attempt(lambda: type(5) is int and type("N", (), {}).__mro__[1] is object)
attempt(lambda: type("N"))
attempt(lambda: type("N", ()))
attempt(lambda: type(5, (), {}))
attempt(lambda: type("N", (5,), {}))
attempt(lambda: type("N", [], {}))
