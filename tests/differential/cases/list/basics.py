# Literals, indexing, concatenation, repetition, membership, length, iteration, text.
items = [1, "two", 3.0, None, [5]]
print(
    items,
    len(items),
    items[0],
    items[-1],
    items[True],
    items[1:3],
    items + [6],
    [0] * 3,
    2 * ["a", "b"],
    [1] * 0,
    [1] * -3,
    [],
)
print(
    3 in items,
    3.0 in items,
    "x" not in items,
    [5] in items,
    list(),
    list("abc"),
    list((1, 2)),
    list({"k": 1}),
    list(range(3)),
    [*"ab", *[1]],
)
items[0] = "one"
items[-1].append(6)
items += (7, 8)
items += "xy"
print(items)
alias = items
alias *= 2
print(items is alias, len(items))
matrix = [[0] * 2] * 3
matrix[0][0] = 1
print(matrix, [row[:] for row in matrix] == matrix)
recursive = [1]
recursive.append(recursive)
print(recursive, recursive[1] is recursive, [recursive])
print(
    [[], [[]], [[], []]],
    [1, [2, [3, [4]]]],
    ["quote'", "new\nline", b"x"],
    [
        1,
    ],
    [(1,), {2}, {3: 4}],
)
print(
    sum([1, 2, 3]),
    max([3, 1]),
    min([3, 1]),
    sorted([3, 1]),
    list(reversed([1, 2])),
    any([0, 1]),
    all([]),
    list(map(str, [1])),
    list(zip([1], [2])),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: items[100])
attempt(lambda: items[-100])
attempt(lambda: items["a"])
attempt(lambda: items[1.0])
attempt(lambda: items[None])
attempt(lambda: items.__setitem__(100, 1))
attempt(lambda: items.__delitem__(100))
attempt(lambda: items + (1,))
attempt(lambda: (1,) + items)
attempt(lambda: items * "a")
attempt(lambda: items * 1.0)
attempt(lambda: items - [1])
attempt(lambda: list(5))
attempt(lambda: list(1, 2))
attempt(lambda: hash(items))
attempt(lambda: {items: 1})
attempt(lambda: items())
attempt(lambda: items.push(1))
attempt(lambda: [].__iadd__(5))
