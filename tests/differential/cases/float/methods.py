# Methods of float: hex, fromhex, as_integer_ratio, is_integer and dunders.
for value in (
    0.0,
    -0.0,
    1.0,
    0.1,
    -1.5,
    1e300,
    5e-324,
    3.141592653589793,
    float("inf"),
    float("nan"),
):
    print(value.hex(), value.is_integer())

for value in (0.5, 0.1, -2.75, 10.0, 1e-10, 0.0):
    print(value.as_integer_ratio())

for text in (
    "0x1p0",
    "0x1.8p1",
    "-0x1.999999999999ap-4",
    "inf",
    "nan",
    "-0x0p0",
    "1.8",
    "0xA",
    " 0x.8p3 ",
    "0x1P-1074",
):
    print(float.fromhex(text))

print((2.5).real, (2.5).imag, (2.5).conjugate(), (2.5).__int__(), (2.5).__bool__(), (2.5).__neg__())
print(
    (2.5).__add__(1),
    (2.5).__add__("x"),
    (2.5).__eq__(2.5),
    (2.5).__lt__("x"),
    (2.5).__format__(".1f"),
)
print(float.from_number(3), float.from_number(2.5))
print((7.5).__divmod__(2), (7.5).__rpow__(2), (7.5).__rtruediv__(15), (7.0).__floordiv__(2))
print(hash(1.0), hash(2.0**40), hash(0.5), hash(-1.0), hash(1e300), hash(1.5))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: float.fromhex("zz"))
attempt(lambda: float.fromhex("0x1p5000"))
attempt(lambda: float.fromhex(5))
attempt(lambda: float.from_number("3"))
attempt(lambda: (1.5).missing)
attempt(lambda: (1.5).hex(1))
value = 1.5
attempt(lambda: value[0])
