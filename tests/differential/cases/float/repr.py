# Shortest round-trip text of floats, with the switch to exponent notation.
values = [
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    0.2,
    0.1 + 0.2,
    1 / 3,
    2 / 3,
    100.0,
    1e15,
    1e16,
    1e17,
    123456789012345680.0,
]
values += [
    1e22,
    1e23,
    9007199254740993.0,
    1e-4,
    1e-5,
    0.00012345,
    0.000012345,
    1.7976931348623157e308,
]
values += [
    5e-324,
    2.2250738585072014e-308,
    4.35,
    2.675,
    1e100,
    1.1e-100,
    3.141592653589793,
    2.718281828459045,
]
values += [9999999999999998.0, 99999999999999980.0, 1234567.875, 0.5, 1e21, 1.0e10]

for value in values:
    print(value, repr(value), str(-value), [value], (value,))
    assert float(repr(value)) == value

print(float("inf"), -float("inf"), float("nan"), [float("inf"), float("nan")])
print(1e400, -1e400, 1e-400, 1e308 * 10, 1e308 * 10 - 1e308 * 10)
print(1.0, 1.0, 0.5, 1e3, 1e3, 1_000.5, 1_0e1_0, 00.5, 0e0)
total = 0.0
for i in range(10):
    total += 0.1
    print(total)
x = 1.0
for i in range(30):
    x = x * 7.3 / 3.1
    print(x, end=" ")
print()
