# `object.__class__ = other`: which classes are laid out alike, and what the object is afterwards.


class Idle:
    def describe(self):
        return f"idle {sorted(self.__dict__.items())}"


class Busy:
    def start(self):
        self.first = self.second = self.third = 1
        self.fourth = 4

    def describe(self):
        return f"busy {self.first} {sorted(self.__dict__.items())}"


class Done(Busy):
    def finish(self):
        self.result = [self.first, self.fourth]


# Classes whose methods assign different numbers of attributes.
machine = Idle()
machine.name = "m"
for round in range(3):
    machine.__class__ = Busy
    machine.start()
    print(machine.describe())
    machine.first = round
    machine.__class__ = Done
    machine.finish()
    print(type(machine).__name__, machine.result, machine.describe())
    machine.__class__ = Idle
    print(machine.describe())
    del machine.result

# Objects that were always of the larger class are accessed at the same sites.
others = [Busy(), Done(), machine]
others[2].__class__ = Busy
for other in others:
    other.start()
for turn in range(20):
    for other in others:
        other.first += turn
        other.fifth = other.fourth + turn
print([(other.first, other.fourth, other.fifth) for other in others])
print([list(other.__dict__) for other in others])


class Finalized:
    """Changes its class while it dies."""

    def __init__(self):
        self.a = self.b = self.c = 0

    def __del__(self):
        self.__class__ = Idle
        print("gone as", type(self).__name__)


for _ in range(3):
    Finalized()

# Members: by name, whatever the order, and what they are added to.


class First:
    __slots__ = ("a", "b")


class Second:
    __slots__ = ("b", "a")


class Third:
    __slots__ = ("a", "c")


class Same(First):
    __slots__ = ()


class More(First):
    __slots__ = ("z",)


class MoreOfSecond(Second):
    __slots__ = ("z",)


class WithDict(First):
    pass


class Whole(int):
    pass


class Number(int):
    def set(self):
        self.x = self.y = 0


class Row(list):
    pass


class Line(list):
    def set(self):
        self.x = self.y = 0


class Failure(Exception):
    pass


class Broken(OSError):
    pass


class Nothing:
    __slots__ = ()


class Asked:
    __slots__ = ("a", "__dict__")


class Meta(type):
    pass


class Other(type):
    def set(cls):
        cls.x = 0


moved = First()
moved.a, moved.b = 1, 2
moved.__class__ = Second
print(moved.a, moved.b, type(moved).__name__)

candidates = {
    "Idle": Idle(),
    "Busy": Busy(),
    "First": First(),
    "Second": Second(),
    "Third": Third(),
    "Same": Same(),
    "More": More(),
    "MoreOfSecond": MoreOfSecond(),
    "WithDict": WithDict(),
    "Whole": Whole(3),
    "Number": Number(10**30),
    "Row": Row("ab"),
    "Line": Line("cd"),
    "Failure": Failure(),
    "Broken": Broken(),
    "Nothing": Nothing(),
    "Asked": Asked(),
    "Meta": Meta("x", (), {}),
    "Other": Other("y", (), {}),
    "int": 5,
    "list": [],
    "function": lambda: 0,
    "Exception": Exception(),
    "object": object(),
}
for name, value in candidates.items():
    old = type(value)
    for other_name, other in candidates.items():
        new = type(other)
        if new is old:
            continue
        try:
            value.__class__ = new
            print(name, "->", other_name, type(value) is new)
            value.__class__ = old
        except TypeError as error:
            print(name, "->", other_name, error)

number = candidates["Whole"]
number.note = "n"
number.__class__ = Number
number.set()
print(number + 1, sorted(number.__dict__.items()))

for value in (5, None, "C"):
    try:
        machine.__class__ = value
    except TypeError as error:
        print(error)
try:
    del machine.__class__
except TypeError as error:
    print(error)
