"""`super().name(...)`: functions, methods of built-in types, descriptors, several bases, changes while the program runs."""


class Base:
    def __init__(self, first, second=2, *rest, **named):
        self.got = (first, second, rest, named)

    def area(self):
        return 1

    @property
    def size(self):
        return 10

    @classmethod
    def make(cls, *values):
        return cls.__name__, values

    @staticmethod
    def plain(*values):
        return values

    shared = 5


class Middle(Base):
    def area(self):
        return super().area() + 10


class Derived(Middle):
    def __init__(self, *values, **named):
        super().__init__(*values, **named)
        self.first = self.got
        super().__init__(1)
        self.second = self.got
        super().__init__(1, second=3, other=4)
        self.third = self.got

    def area(self):
        return super().area() + 100

    @property
    def size(self):
        return super().size + 1

    @classmethod
    def make(cls, *values):
        return super().make(0, *values), super().make(1)

    def plain(self, *values):
        return super().plain(7), super().plain(*values)

    def look(self):
        return super().shared, super().__class__, super().__self__ is self

    def missing(self):
        super().nowhere(1)


derived = Derived(9, 8, 7, key=6)
print(derived.first, derived.second, derived.third)
print(derived.area(), derived.size, Derived.make(2), derived.plain(3, 4))
print(derived.look()[0], derived.look()[1].__name__, derived.look()[2])
try:
    derived.missing()
except AttributeError as error:
    print(error)


class Numbers(list):
    def append(self, item):
        super().append(item)
        super().append(item + 1)

    def __len__(self):
        return super().__len__() * 10

    def __getitem__(self, index):
        return super().__getitem__(index)

    def pop(self, *indices):
        return super().pop(*indices)

    def wrong(self, which):
        match which:
            case 0:
                super().append(1, 2)
            case 1:
                super().__delitem__(1, 2)
            case 2:
                super().__len__(1)
            case 3:
                super().__init__(1, 2)
            case 4:
                super().__setitem__(1)
            case 5:
                super().__delitem__(key=1)
            case 6:
                super().__eq__()


numbers = Numbers()
numbers.append(1)
numbers.append(5)
print(len(numbers), numbers[2], numbers.pop(), numbers.pop(0), list(numbers))
for which in range(7):
    try:
        numbers.wrong(which)
    except TypeError as error:
        print(error)


class Failure(ValueError):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code

    def __str__(self):
        return "failure " + super().__str__()

    def with_traceback(self, tb):
        return super().with_traceback(tb)


for code in range(3):
    try:
        raise Failure(code, "x" * code)
    except ValueError as failure:
        print(failure, failure.args, failure.code, failure.with_traceback(None).__traceback__)


# The order of resolution decides, not the class statement's base.
class Left(Base):
    def area(self):
        return "left", super().area()


class Right(Base):
    def area(self):
        return "right", super().area()


class Both(Left, Right):
    def area(self):
        return "both", super().area()


print(Both(1).area(), Left(1).area())

# What is found may change.
for new in (lambda self: 2, len, 3, property(lambda self: lambda: 4), None):
    try:
        Base.area = new
        print(Left(1).area())
    except TypeError as error:
        print("TypeError:", error)
del Base.area
try:
    Left(1).area()
except AttributeError as error:
    print(error)
Base.area = lambda self: "again"
print(Both(1).area())


class Own:
    """Attributes that are found on the super object's own class."""

    def check(self):
        return type(super()).__name__, super().__thisclass__.__name__, super().__self_class__.__name__


print(Own().check())


class Recursive(dict):
    def __missing__(self, key):
        return super().setdefault(key, key * 2)

    def __setitem__(self, key, value):
        super().__setitem__(key, [value])

    def get(self, key, default=None):
        return super().get(key, default)


recursive = Recursive()
recursive["a"] = 1
print(recursive["b"], recursive, recursive.get("a"), recursive.get("z", 3))


class Explicit(Middle):
    def area(self):
        return super(Middle, self).area(), super(Explicit, self).area()


try:
    print(Explicit(1).area())
except TypeError as error:
    print(error)
try:
    super(Explicit, Base(1)).area()
except TypeError as error:
    print(error)
