# Float operators, mixed with ints, floor division and modulo signs, errors.
values = [0.5, -0.5, 1.0, -1.0, 2.5, -2.5, 7.0, -7.0, 1e10, 3]
for a in values:
    for b in values[::2]:
        print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))

print(-7.5 // 2, -7.5 % 2, 7.5 // -2, 7.5 % -2, -0.0 % 5, 0.0 % -5, 5.0 % -5, -1e-20 % 3)
print(2.0**3, 2**0.5, (-2.0) ** 3, 4.0**-1, 0.0**0, 9**0.5, 10.0**20, 2.0**-1074)
print(1e308 + 1e308, -1e308 * 10, 5e-324 / 2, 1.0 + 2**53, 1 + 1.5, True + 0.5, 3 * 0.1)
print(+1.5, -1.5, abs(-2.5), abs(-0.0), -(-0.0), not 0.0, not 0.1)
value = 10.0
value += 1
value -= 0.5
value *= 2
value /= 4
value **= 2
value //= 3
value %= 4
print(value)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


zero = 0.0
attempt(lambda: 1.0 / zero)
attempt(lambda: 1.0 // zero)
attempt(lambda: 1.0 % zero)
attempt(lambda: divmod(1.0, zero))
attempt(lambda: 1 / zero)
attempt(lambda: zero**-1)
attempt(lambda: 10.0**400)
attempt(lambda: 1.5 & 1)
attempt(lambda: 1.5 + "x")
attempt(lambda: 1.5 << 2)
attempt(lambda: "x" * 1.5)
attempt(lambda: [1] * 2.0)
