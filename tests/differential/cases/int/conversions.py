# Text of integers in every base and conversion between ints, floats and strings.
for value in (0, 1, -1, 10, -255, 2**47, -(2**64), 10**20):
    print(str(value), repr(value), bin(value), oct(value), hex(value), float(value))
    print(
        format(value, "b"),
        format(value, "o"),
        format(value, "X"),
        format(value, "#x"),
        format(value, "n"),
    )

print(0xFF, 0o17, 0b101, 1_000_000, 0x_DEAD_BEEF, 0b11, 0o7, 0xA)
for number in (1e15, 1e16, 123456789.99, -0.9, 2.0**70, 1e22, 1.5e300):
    print(int(number))
print(float(2**53 + 1), float(10**22), float(10**23), float(2**1023))
print(bool(0), bool(-1), bool(2**70))
print(int(str(3**77)) == 3**77, int(hex(3**77), 16) == 3**77, int(bin(-(3**77)), 2) == -(3**77))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: float(10**400))
attempt(lambda: 10**400 * 1.0)
attempt(lambda: 1.5 + 10**400)
attempt(lambda: bin(1.5))
attempt(lambda: hex("a"))
attempt(lambda: oct(None))
attempt(lambda: chr(-1))
attempt(lambda: chr(0x110000))
attempt(lambda: chr(10**30))
attempt(lambda: ord("ab"))
