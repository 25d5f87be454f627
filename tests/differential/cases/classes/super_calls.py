# super() in every position: methods, class methods, properties, nested functions, explicit form.
class Base:
    name = "base"

    def __init__(self, value):
        self.value = value

    def method(self, extra=""):
        return f"Base.method({self.value}){extra}"

    @classmethod
    def make(cls, value):
        return cls(value)

    @staticmethod
    def helper():
        return "Base.helper"

    @property
    def doubled(self):
        return self.value * 2

    def __getitem__(self, key):
        return ("base item", key)

    def __eq__(self, other):
        return self.value == other.value


class Child(Base):
    name = "child"

    def __init__(self, value):
        super().__init__(value + 1)

    def method(self, extra=""):
        return "Child>" + super().method(extra="!")

    @classmethod
    def make(cls, value):
        made = super().make(value * 10)
        made.tag = cls.__name__
        return made

    @staticmethod
    def helper():
        return "Child>" + Base.helper()

    @property
    def doubled(self):
        return -super().doubled

    def __getitem__(self, key):
        return super().__getitem__(key), super().name, self.name

    def nested(self):
        def inner():
            return super(Child, self).method()

        return inner(), (lambda: super(Child, self).name)(), __class__.__name__

    def closure_super(self):
        return [super(Child, self).name for _ in range(2)]

    def alias(self):
        parent = super()
        return parent.method(), parent.value if hasattr(
            parent, "value"
        ) else "no instance attributes through super"

    __hash__ = None


class Grand(Child):
    def method(self, extra=""):
        return "Grand>" + super().method(extra)


c = Child(5)
print(
    c.method(),
    Child.make(2).value,
    Child.make(1).tag,
    c.helper(),
    c.doubled,
    c["k"],
    c.nested(),
    c.closure_super(),
    c.alias(),
)
print(
    Grand(1).method(),
    Grand.make(3).tag,
    super(Child, Grand(1)).method(),
    super(Grand, Grand).make(1).tag,
    c == Child(5),
    c != Child(6),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: super())
attempt(lambda: super(Child, 5).method())
attempt(lambda: super(5, c))
attempt(lambda: super(Child, c).nothing)
attempt(lambda: super(Grand, c))


class Odd:
    def no_arguments():
        return super()

    def rebound(self):
        self = 5
        return super().__repr__()


attempt(Odd.no_arguments)
attempt(lambda: Odd().rebound())
attempt(lambda: hash(c))
