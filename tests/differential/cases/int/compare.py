# Ordering and equality of ints among themselves and with floats and bools.
import sys

numbers = [
    0,
    1,
    -1,
    True,
    False,
    1.0,
    0.5,
    -0.0,
    2**53,
    2**53 + 1,
    float(2**53),
    2**63,
    float(2**63),
    -(10**30),
]
for a in numbers:
    row = []
    for b in numbers:
        row.append("<" if a < b else "=" if a == b else ">")
    print("".join(row))

print(10**400 > 1e308, -(10**400) < -1e308, 10**400 < float("inf"), 10**400 == float("inf"))
print(2**53 + 1 == float(2**53), 2**53 + 1 > float(2**53), float("nan") == 1, 1 != float("nan"))
print(10**22 == 1e22, 10**23 == 1e23, 10**23 < 1e23, 10**23 > 1e23)
print(1 == "1", 1 != "1", 1 == None, 0 == False, 0 == "", 0 == [])
print(1 <= 1, 1 >= 2, 2**70 <= 2**70, 2**70 < 2**70 + 1, -(2**70) < 2**70)
print(max(3, 10**20, -5), min(3, -(10**20)), sys.maxsize + 1 > sys.maxsize)


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: 1 < "1")
attempt(lambda: 1 >= None)
attempt(lambda: 2**100 > [])
attempt(lambda: True <= "x")
attempt(lambda: 1 < object)
