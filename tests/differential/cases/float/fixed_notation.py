"""Fixed notation: correctly rounded, ties to even, at every size and precision."""


def numbers():
    state = 12345
    for index in range(400):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        mantissa = state >> 11
        yield mantissa * 2.0 ** (index % 140 - 110)
    for number in range(64):
        yield number / 8
        yield number / 2
        yield (2.0**number) - 1
    yield from (0.0, -0.0, 5e-324, 1.7976931348623157e308, 1e22, 1e23, 0.05, 0.15, 0.25, 2.675, 1e-7, 9.995, 99.5)


checksum = 0
for precision in (0, 1, 2, 3, 6, 12, 18, 19, 20, 25, 60):
    longest = 0
    for number in numbers():
        for text in (
            f"{number:.{precision}f}",
            f"{-number:+.{precision}f}",
            "%.*f" % (precision, number),
            f"{number:z#.{precision}f}",
            f"{number:.{precision}%}",
        ):
            longest = max(longest, len(text))
            for character in text:
                checksum = (checksum * 31 + ord(character)) % 1000000007
    print(precision, longest, checksum)

ties = (0.5, 1.5, 2.5, 0.125, 0.375, 1.005, 2.675, 1e15 + 0.5, 0.04999999999999999, 999.995, 0.005, -0.001, -0.0)
for number in ties:
    print(f"{number:.0f} {number:.1f} {number:.2f} {number:10.2f} {number:<9.3f}|")
    print(f"{number:+08.1f} {number:z.2f} {number:,.2f}")
print(f"{18446744073709551615.0:.0f} {1844674407370955161.5:.1f} {9007199254740993.0:.3f}")
print(f"{1e19:.1f} {123456789.0:.11f}")
print("".join(["a", "", "bc", "\xe9", "d" * 20]), ", ".join(["x" * n for n in range(20)]))
print("-".join(["\u0101", "a", "\U0001f600"]), "\u0101".join("abc"))
print("".join(["", "", "z"]), ["".join([]), "-".join([""])])
