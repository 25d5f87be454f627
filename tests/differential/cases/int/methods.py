# Methods and attributes of int objects.
for value in (0, 1, -1, 2, 255, 256, -256, 2**46, 2**63, 2**64 - 1, -(10**30), True):
    print(
        value,
        value.bit_length(),
        value.bit_count(),
        value.conjugate(),
        value.numerator,
        value.denominator,
    )
    print(value.real, value.imag, value.as_integer_ratio(), value.is_integer())

print(
    (5).__add__(3),
    (5).__sub__(3),
    (5).__radd__(1),
    (5).__neg__(),
    (5).__floordiv__(2),
    (5).__mod__(3),
)
print((5).__add__("x"), (5).__lt__(2.0), (5).__eq__("5"), (5).__divmod__(2), (5).__rsub__(1))
print(
    (7).__index__(), (7).__int__(), (7).__float__(), (7).__bool__(), (0).__bool__(), (7).__hash__()
)
print(
    (7).__trunc__(),
    (7).__floor__(),
    (7).__ceil__(),
    (7).__round__(),
    (1234).__round__(-2),
    (7).__invert__(),
)
print((255).__format__("x"), (255).__repr__(), (255).__str__(), (3).__pow__(4), (3).__pow__(4, 5))
print(
    round(15, -1),
    round(25, -1),
    round(-15, -1),
    round(123456, -3),
    round(10**25, -24),
    round(5, 2),
    round(44, -5),
)
print(
    int.from_bytes(b"\x01\x00"),
    type(5).__name__,
    int.__name__,
    isinstance(True, int),
    issubclass(bool, int),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


number = 5
attempt(lambda: number.missing)
attempt(lambda: number.bit_length(1))
attempt(lambda: setattr(number, "name", 1))
attempt(lambda: number())
attempt(lambda: number[0])
attempt(lambda: len(number))
attempt(lambda: list(number))
