# Messages and attributes of AttributeError and NameError for every kind of object.
class Plain:
    attribute = 1

    def method(self):
        return self.nothing


class Slotted:
    __slots__ = ("a",)


class WithProperty:
    @property
    def broken(self):
        return self.deeper

    @property
    def read_only(self):
        return 1


def attempt(action):
    try:
        print(action())
    except (AttributeError, NameError) as error:
        print(type(error).__name__, error, error.name, type(getattr(error, "obj", None)).__name__)


p = Plain()
attempt(lambda: p.missing)
attempt(lambda: Plain.missing)
attempt(lambda: p.method())
attempt(lambda: p.method.missing)
attempt(lambda: delattr(p, "missing"))
attempt(lambda: delattr(p, "attribute"))
attempt(lambda: delattr(Plain, "missing"))
attempt(lambda: Slotted().a)
attempt(lambda: setattr(Slotted(), "b", 1))
attempt(lambda: delattr(Slotted(), "a"))
attempt(lambda: Slotted().__dict__)
attempt(lambda: WithProperty().broken)
attempt(lambda: setattr(WithProperty(), "read_only", 2))
attempt(lambda: delattr(WithProperty(), "read_only"))
attempt(lambda: (5).missing)
attempt(lambda: "s".missing)
attempt(lambda: None.missing)
attempt(lambda: [].missing)
attempt(lambda: (lambda: 0).missing)
attempt(lambda: len.missing)
attempt(lambda: int.missing)
attempt(lambda: type.missing)
attempt(lambda: object().missing)
attempt(lambda: super(Plain, p).missing)
attempt(lambda: setattr(5, "x", 1))
attempt(lambda: setattr("s", "upper", 1))
attempt(lambda: setattr(object(), "x", 1))
attempt(lambda: getattr(p, "dynamic"))
attempt(lambda: (i for i in ()).missing)
attempt(lambda: undefined)
attempt(lambda: [undefined_in_comprehension for _ in [1]])


def local():
    print(assigned_later)
    assigned_later = 1


attempt(local)
for target, name in ((int, "x"), (list, "append"), (type, "y")):
    try:
        setattr(target, name, 1)
    except TypeError as error:
        print(error)
