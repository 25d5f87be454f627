# round() with and without digits, halves to even, int(), floor division as floor.
for value in (
    0.5,
    1.5,
    2.5,
    -0.5,
    -1.5,
    2.4999,
    2.675,
    1e15 + 0.5,
    123456.789,
    -123456.789,
    0.0,
    -0.0,
):
    print(value, round(value), round(value, 1), round(value, 2), round(value, -2), round(value, 0))

print(round(2.5), round(3.5), round(-2.5), type(round(2.5)).__name__, type(round(2.5, 0)).__name__)
print(round(1.005, 2), round(1.015, 2), round(0.125, 2), round(0.375, 2), round(5.015, 2))
print(
    round(1e300), round(1e22), round(12345.6789, 3), round(12345.6789, 20), round(12345.6789, -10)
)
print(round(1.5, None), round(7), round(7, 1), round(True), round(5e-324, 400), round(1e308, 5))
print(round(number=3.7), round(number=3.14159, ndigits=3))
print(
    int(2.9),
    int(-2.9),
    int(1e20),
    2.9 // 1,
    -2.9 // 1,
    (2.5).__trunc__(),
    (2.5).__floor__(),
    (-2.5).__ceil__(),
)


class Custom:
    def __round__(self, ndigits=None):
        return ("rounded", ndigits)


print(round(Custom()), round(Custom(), 2))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: round(float("nan")))
attempt(lambda: round(float("inf")))
attempt(lambda: round(float("nan"), 2))
attempt(lambda: round(float("inf"), 2))
attempt(lambda: round("x"))
attempt(lambda: round(1.5, "x"))
attempt(lambda: round(1.5, 1.0))
attempt(lambda: round())
attempt(lambda: round(1.7e308, -308))
