"""Texts of floats that lie in the middle between two texts of the same length."""

for power in range(45, 80):
    for divisor in range(3, 60, 2):
        print(2.0**power / divisor)
for exponent in range(-20, 40):
    print(2.0**exponent * 643371375338642.25, 2.0**-exponent, 5e-324 * 2.0**exponent)
for number in (2**53, 2**54 + 2, 2**56 + 16, 2**60 + 2**8, 2**70, 2**75 + 2**23, 9007199254740993 * 2):
    print(float(number), repr(float(number) / 4), f"{float(number)}", str(float(number) * 3))
value = 4503599627370497.5
for _ in range(60):
    print(value, -value)
    value = value * 1.25 + 0.25
