# Ordering of floats and ints with exact semantics, and hash agreement.
pairs = [
    (1, 1.0),
    (2**53, float(2**53)),
    (2**53 + 1, float(2**53)),
    (10**16 + 1, 1e16),
    (-(2**63), -(2.0**63)),
    (2**63 - 1, 2.0**63),
    (10**308, 1e308),
    (0, -0.0),
    (1, 0.9999999999999999),
    (3, float("inf")),
    (3, float("nan")),
]
for a, b in pairs:
    print(a == b, a != b, a < b, a <= b, a > b, a >= b, b < a, b > a)
    if a == b:
        assert hash(a) == hash(b)

print(sorted([3, 1.5, 2, -0.5, True, 2.0, 1.0]))
print({1: "int"} == {1.0: "int"}, {1: "a", 1.0: "b", True: "c"})
print(1.5 == "1.5", 1.5 == None, 1.5 != [], 1.0 != None)
print(
    [1, 2, 3] == [1.0, 2.0, 3.0],
    (1, 2) < (1.0, 2.5),
    2 in [2.0],
    2.0 in {2},
    2.0 in range(5),
    2.5 in range(5),
)
print(0.1 + 0.2 == 0.3, 0.5 + 0.25 == 0.75, 1 - 0.9 == 0.1, 0.1 * 3, 0.3)
print(1 < 1.5 < 2 < 2.5, 1.5 < 1 < nan if (nan := float("nan")) else None)


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: 1.5 < "x")
attempt(lambda: 1.5 >= None)
attempt(lambda: [] > 1.5)
attempt(lambda: max(1.5, "x"))
