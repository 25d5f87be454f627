# Exponentiation: integer results, negative exponents, pow() with a modulus.
for base in (0, 1, -1, 2, -2, 3, 10, -10, 255):
    for exponent in (0, 1, 2, 3, 10, 63, 64):
        print(base, exponent, base**exponent)

print(7**300)
print((2**521 - 1) % 10**20, (3**1000) % 10**9)
print(2**-1, 2**-2, (-2) ** -3, 10**-5)
print(-(2**2), (-2) ** 2, 2**3**2)
print(pow(2, 10), pow(2, 10, 1000), pow(3, -1, 11), pow(38, -1, 97), pow(-5, 3, 7), pow(5, 3, -7))
print(pow(2, 10**18, 10**9 + 7), pow(12345678901234567890, 98765432109876543210, 10**25 + 13))
print(pow(0, 0), pow(0, 0, 1), pow(5, 0, 1), pow(True, 5))
print(2**0.5, 4**0.5, (-8) ** 3, 2.0**10, 0**0.0)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: 0**-1)
attempt(lambda: pow(0, -3))
attempt(lambda: pow(2, 3, 0))
attempt(lambda: pow(2, -1, 4))
attempt(lambda: pow(2.0, 3, 5))
attempt(lambda: pow(2, 3, 5.0))
attempt(lambda: "a" ** 2)
attempt(lambda: pow("a", 2))
attempt(lambda: pow(2, "a", 3))
attempt(lambda: 2 ** [])
