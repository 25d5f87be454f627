# set and frozenset: construction, membership, operators, comparison, equality, text.
s = {3, 1, 2, 3}
print(
    sorted(s),
    len(s),
    1 in s,
    9 not in s,
    set(),
    frozenset(),
    {1},
    frozenset([1]),
    {"a"},
    set("a"),
    bool(set()),
    bool({0}),
)
a, b = {1, 2, 3, 4}, {3, 4, 5}
for result in (
    a | b,
    a & b,
    a - b,
    b - a,
    a ^ b,
    a.union(b, [9], "x"),
    a.intersection(b, [3]),
    a.difference(b, [1]),
    a.symmetric_difference([1, 7]),
):
    print(sorted(result, key=str), type(result).__name__)
print(
    a < b,
    {1} < a,
    a <= a,
    a > {1, 2},
    a >= b,
    a == {4, 3, 2, 1},
    a != b,
    {1} == frozenset([1]),
    {1} == [1],
    a.issubset(range(10)),
    a.issuperset([1]),
    a.isdisjoint([9]),
)
f = frozenset([1, 2])
print(
    type(f | {3}).__name__,
    type({3} | f).__name__,
    hash(f) == hash(frozenset([2, 1])),
    {f: "v"}[frozenset([2, 1])],
    f in {f},
    {1, 2} in {f},
    frozenset(f) is f,
)
print(
    {1, 1.0, True},
    {0.0, -0.0, False},
    len({1, "1", 1.5, None, (), b""}),
    {x % 3 for x in range(10)} == {0, 1, 2},
    {*"ab", *[1]} == {"a", "b", 1},
)
t = set(a)
t |= {10}
t &= {1, 2, 10}
t -= {1}
t ^= {2, 3}
print(sorted(t), repr({frozenset()}), {()}, [{1}], f"{ {5} }")
alias = t
alias |= {11}
g = f
g |= {7}
print(t is alias, sorted(t), g is f, sorted(g), sorted(f))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: {[]})
attempt(lambda: {1} | [2])
attempt(lambda: {1} + {2})
attempt(lambda: {1} & "a")
attempt(lambda: {1} < [1])
attempt(lambda: a[0])
attempt(lambda: hash({1}))
attempt(lambda: set(5))
attempt(lambda: set(1, 2))
attempt(lambda: frozenset([[]]))
attempt(lambda: [] in {1})
attempt(lambda: {1}.union(5))
attempt(lambda: f.add(1))
attempt(lambda: {1} - None)
attempt(lambda: set(a=1))
