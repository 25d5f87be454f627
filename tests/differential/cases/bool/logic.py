# and/or return operands, not yields bool, bool() and the bool type.
values = [0, 1, "", "a", None, [], [0], 0.0, {}, {1}, False, True, (), ((),)]
for value in values:
    print(
        repr(value), bool(value), not value, not not value, value or "default", value and "present"
    )

print(
    True and 5 and "last",
    True and 0 and "last",
    None or 0 or "x",
    None or 0,
    1 and 2 or 3,
    0 and 1 or 2,
)
print(
    True + True,
    True * 5,
    True / 2,
    -True,
    ~0,
    True == 1,
    True is True,
    False < True,
    True**2,
    True % 2,
)
print(
    str(True),
    repr(False),
    int(True),
    float(False),
    bool("False"),
    bool(b""),
    bool(range(0)),
    bool(object()),
)
print(
    isinstance(True, int),
    type(True),
    bool.__mro__,
    type(True and 1),
    type(True & True),
    type(True + 0),
)
print(
    [10, 20][True],
    "ab" * True,
    sum([True, True, False]),
    {True: "t", 1: "one"},
    sorted([True, False, 0.5]),
)
print(f"{True} {True:d} {True:5} {True:<6}| {True!r:>7} {False:b}", "%s %d" % (True, True))
print(
    True.bit_length(),
    True.real,
    True.numerator,
    bool(),
    True.__and__(False),
    True.__or__(5),
    True.__xor__(True),
)


class Sized:
    def __init__(self, size):
        self.size = size

    def __len__(self):
        return self.size


class Truthy:
    def __bool__(self):
        print("asked")
        return False


print(bool(Sized(0)), bool(Sized(2)), not Truthy(), Truthy() or "other")


class BadBool:
    def __bool__(self):
        return 1


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: bool(BadBool()))
attempt(lambda: not BadBool())
attempt(lambda: bool(Sized(-1)))
attempt(lambda: bool(Sized("x")))
attempt(lambda: bool(1, 2))
attempt(lambda: bool(x=1))
