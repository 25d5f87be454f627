# Chained comparisons evaluate each operand once and stop at the first false link.
def show(value):
    print("eval", value)
    return value


print(show(1) < show(2) < show(3))
print(show(1) < show(0) < show(3))
print(show(1) == show(1) == show(1) != show(2))
print(1 < 2 > 0 <= 5 >= 5 == 5 != 6, 1 < 3 < 2, not 1 < 2 < 3, (1 < 2) < 2, 1 < (2 < 3))
print(1 in [1] in [[1]], 1 in [1] == True, "a" in "abc" in ["abc"])
print(None is None is None, None is not None, 5 not in [1] not in [[2]])


class Weird:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        print(self.name, "<", getattr(other, "name", other))
        return "truthy" if self.name < getattr(other, "name", "z") else ""

    def __gt__(self, other):
        print(self.name, ">", getattr(other, "name", other))
        return []

    def __eq__(self, other):
        return NotImplemented

    __hash__ = None


a, b, c = Weird("a"), Weird("b"), Weird("c")
print(
    repr(a < b),
    repr(b < a),
    repr(a < b < c),
    repr(b < a < c),
    repr(5 < a),
    repr(a == b),
    repr(a == a),
    repr(a != a),
)
print(a == 5, a != 5, a in [b, a], [a] == [a])


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: a <= b)
attempt(lambda: 1 < 2 < "x")
attempt(lambda: 2 < 1 < "x")
attempt(lambda: object() < object())
attempt(lambda: hash(a))
x = 5
while 0 < x <= 5:
    x -= 2
print(x)
if 1 < x or -1 <= x < 1 > x:
    print("matched")
else:
    print("none", x)
