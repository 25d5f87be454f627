# Classes of metaclasses: their attributes are their namespace; what `mro` may answer; which bases go together.


def attempt(action, *arguments):
    try:
        result = action(*arguments)
        print(getattr(result, "__name__", result))
        return result
    except Exception as error:
        print(type(error).__name__, error)


class Mixin:
    def mark(self):
        self.marked = self.name = self.third = "yes"


class Meta(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.registered = cls.count = cls.more = name


class Mixed(Mixin, Meta):
    pass


class A(metaclass=Meta):
    pass


class B(A, metaclass=Mixed):
    value = 1


B.mark()
for made in (A, B):
    print(type(made.__dict__).__name__, "__dict__" in made.__dict__, hasattr(made, "__dict__"))
    print([name for name in vars(made) if not name.startswith("__")])
    print([name for name in dir(made) if not name.startswith("__")])
    attempt(setattr, made, "__dict__", {})
    print(made.registered, made().count)
print("__dict__" in Meta.__dict__, "__dict__" in Mixed.__dict__)

for slots in (("s",), "s", ("__dict__",), ("__weakref__", "s"), ()):
    attempt(type, "M", (type,), {"__slots__": slots})


class Slotted:
    __slots__ = ("a",)


class Empty:
    __slots__ = ()


class Plain:
    pass


def metaclass_with_order(order):
    return type("M", (type,), {"mro": order})


orders = [
    lambda cls: [cls, int, object],
    lambda cls: [cls],
    lambda cls: [],
    lambda cls: [object],
    lambda cls: [cls, Slotted, object],
    lambda cls: [cls, Empty, Plain, object],
    lambda cls: [cls, 5],
    lambda cls: 5,
    lambda cls: (base for base in (cls, Plain, object)),
]
for number, order in enumerate(orders):
    for bases in ((), (int,), (Slotted,), (Plain,)):
        print(number, [base.__name__ for base in bases], end=" ")
        made = attempt(metaclass_with_order(order), "X", bases, {})
        if made is not None:
            print([base.__name__ for base in made.__mro__], end=" ")
            attempt(lambda: type(made()).__name__)

groups = [
    (type, Slotted),
    (int, str),
    (Slotted, int),
    (Plain, int),
    (int, Plain),
    (Empty, Slotted),
    (OSError, StopIteration),
    (OSError, KeyError),
    (KeyError, OSError),
    (NameError, AttributeError),
    (ImportError, ExceptionGroup),
    (KeyError, ValueError),
    (SystemExit, SyntaxError),
    (UnicodeDecodeError, UnicodeEncodeError),
    (FileNotFoundError, ValueError),
    (ModuleNotFoundError, FileNotFoundError),
]
for bases in groups:
    print([base.__name__ for base in bases], end=" ")
    made = attempt(type, "X", bases, {})
    if made is not None:
        print(made.__base__.__name__)

for cell in (3, None):
    attempt(type, "I", (), {"__classcell__": cell})


class Forgets(type):
    def __new__(metaclass, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(metaclass, name, bases, namespace)


class Confuses(type):
    def __new__(metaclass, name, bases, namespace):
        cell = namespace.pop("__classcell__", None)
        if cell is not None:
            cell.cell_contents = int
        return super().__new__(metaclass, name, bases, namespace)


for metaclass in (Forgets, Confuses):
    try:

        class Knows(metaclass=metaclass):
            def itself(self):
                return __class__

    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)


class Prepares(type):
    answer = None

    @classmethod
    def __prepare__(metaclass, name, bases):
        return metaclass.answer


for answer in (None, 5, object()):
    Prepares.answer = answer
    try:

        class Prepared(metaclass=Prepares):
            pass

    except TypeError as error:
        print(error)
