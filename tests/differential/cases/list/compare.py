# Lexicographic comparison, equality short cuts by identity, and nested structures.
print(
    [1, 2] < [1, 3],
    [1, 2] < [1, 2, 0],
    [] < [0],
    [2] > [1, 9],
    [1, 2] <= [1, 2],
    [1] >= [1],
    [1, "a"] == [1, "a"],
)
print(
    [1, 2] == (1, 2),
    [1] != (1,),
    [1] == [1.0] == [True],
    [[1], [2]] < [[1], [3]],
    ["a", 1] < ["b", "x"],
)
nan = float("nan")
print(
    [nan] == [nan],
    [nan] == [float("nan")],
    [nan] < [nan],
    [nan, 1] < [nan, 2],
    [1, nan] != [1, nan],
)


class Noisy:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print("eq", self.value, getattr(other, "value", other))
        return self.value == getattr(other, "value", other)

    def __lt__(self, other):
        print("lt", self.value, other.value)
        return self.value < other.value

    def __repr__(self):
        return f"N{self.value}"


a, b, c = Noisy(1), Noisy(2), Noisy(3)
print([a, b] == [a, c])
print([a, b] < [a, c])
print([a] == [a, b])
print(b in [a, b, c], 3 in [a, c], [a, b].index(2), [a, b, a].count(1))
print(sorted([c, a, b]), min([b, a]), max([b, c]))


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: [1] < ["a"])
attempt(lambda: [1] < (1,))
attempt(lambda: [1, 2] < [1, None])
attempt(lambda: [None] < [None])
attempt(lambda: [] < 5)
attempt(lambda: [[1]] < [[""]])
