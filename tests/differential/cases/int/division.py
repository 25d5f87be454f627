# Floor division, modulo, divmod and true division: every sign combination.
pairs = [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (0, -5), (6, 3), (-6, 3), (1, 10), (-1, 10)]
pairs += [(10**20, 7), (-(10**20), 7), (10**20, -7), (10**40, 10**20 + 1), (-(10**40), 10**20 + 1)]
pairs += [(2**63, -1), (-(2**63), -1), (3, 10**30), (-3, 10**30), (2**47, 2**46), (5, True)]

for a, b in pairs:
    print(a, b, a // b, a % b, divmod(a, b))
    assert (a // b) * b + a % b == a

for a, b in [
    (1, 3),
    (7, 2),
    (-7, 2),
    (10**20, 10**19),
    (2**70, 3),
    (10**400, 10**399),
    (1, 10**30),
]:
    print(a / b)
print(0 / -5, 0 / 5)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


zero = 0
attempt(lambda: 1 // zero)
attempt(lambda: 1 % zero)
attempt(lambda: 1 / zero)
attempt(lambda: divmod(1, zero))
attempt(lambda: 10**30 // zero)
attempt(lambda: 10**30 % zero)
attempt(lambda: 10**400 / 3)
attempt(lambda: True // False)
