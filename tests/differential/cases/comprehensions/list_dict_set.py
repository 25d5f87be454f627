# List, dict and set comprehensions: several clauses, conditions, nesting, unpacking.
print(
    [x * 2 for x in range(5)],
    [x for x in range(10) if x % 2 if x > 3],
    [(x, y) for x in range(3) for y in "ab"],
)
print(
    [(x, y) for x in range(4) for y in range(x) if (x + y) % 2],
    [[j for j in range(i)] for i in range(4)],
    [a + b for a, b in [(1, 2), (3, 4)]],
)
print(
    {x: x * x for x in range(4)},
    {k.upper(): v for k, v in {"a": 1}.items()},
    {x % 3 for x in range(9)} == {0, 1, 2},
    {v: k for k, v in zip("abc", range(3))},
)
print(
    [first for first, *_ in ["abc", "de"]],
    [x for x in [y * 2 for y in range(3)]],
    [i if i % 2 else -i for i in range(4)],
    [not x for x in (0, 1)],
)
matrix = [[1, 2, 3], [4, 5, 6]]
print(
    [[row[i] for row in matrix] for i in range(3)],
    [cell for row in matrix for cell in row],
    sum([sum(row) for row in matrix]),
)
print(
    {i: {j: i * j for j in range(2)} for i in range(2)},
    [{i} for i in range(2)],
    [lambda: 1][0](),
    [x for x in ()],
    {x: 1 for x in ""},
)
print(
    [c for c in "a1b2" if c.isdigit()],
    ["".join(p) for p in zip("ab", "cd")],
    [*(x for x in range(3))],
    [(yes := x) for x in [1]],
)
log = []


def note(x):
    log.append(x)
    return x


result = [note((i, j)) for i in note([1, 2]) for j in note([3]) if note(True)]
print(log)
result = {note("k"): note("v") for _ in range(1)}
print(log[-2:])
d = {1: "a", 1: "b"}
print({k: v for k, v in [(1, "x"), (1, "y")]}, d)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: [x for x in 5])
attempt(lambda: [1 / x for x in [1, 0]])
attempt(lambda: {[]: 1 for _ in range(1)})
attempt(lambda: {[] for _ in range(1)})
attempt(lambda: [a for a, b in [(1,)]])
attempt(lambda: [undefined for _ in range(1)])
attempt(lambda: [x for x in range(3) if x.missing])
