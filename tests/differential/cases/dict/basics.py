# Literals, lookup, insertion order, update forms, deletion, membership, equality, text.
d = {"a": 1, "b": 2, 3: "three", (1, 2): None, 1.5: [1]}
print(
    d,
    len(d),
    d["a"],
    d[3],
    d[(1, 2)],
    "a" in d,
    "z" not in d,
    d.get("a"),
    d.get("z"),
    d.get("z", 0),
)
d["c"] = 3
d["a"] = 100
del d["b"]
d["b"] = "again"
print(d, list(d), list(d.values()), list(d.items()), bool({}), bool(d))
print(
    {1: "a", 1.0: "b", True: "c"},
    {**{"x": 1}, "y": 2, **{"x": 3}},
    dict(),
    dict(a=1, b=2),
    dict([("k", 1), ("l", 2)]),
    dict({"m": 1}, n=2),
    dict(zip("ab", [1, 2])),
)
print(
    {"a": 1, "b": 2} == {"b": 2, "a": 1},
    {"a": 1} == {"a": 1.0},
    {"a": 1} != {"a": 2},
    {} == [],
    {"a": {"b": {}}} == {"a": {"b": {}}},
)
print(
    {k: v for k, v in [("x", 1), ("y", 2)]},
    dict.fromkeys("abc"),
    dict.fromkeys([1, 2], 0),
    {None: None},
    {"quote'": 'd"q'},
    {b"k": b"v"},
)
recursive = {}
recursive["self"] = recursive
recursive["list"] = [recursive]
print(recursive)
for key in {"one": 1, "two": 2}:
    print(key, end=" ")
print(
    sorted({"z": 1, "a": 2}),
    max({"z": 1, "a": 2}),
    sum({1: "a", 2: "b"}),
    list(reversed({"p": 1, "q": 2})),
    tuple({"t": 1}),
)
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
big[0] = "back"
print(len(big), list(big)[:3], list(big)[-2:], sum(v for v in big.values() if v != "back"))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: d["missing"])
attempt(lambda: d[0])
attempt(lambda: d[(1, "x")])
attempt(lambda: d[[1]])
attempt(lambda: {}[{}])
attempt(lambda: {[]: 1})
attempt(lambda: {{1}: 1})
attempt(lambda: d.__delitem__("missing"))
attempt(lambda: d + {})
attempt(lambda: d < {})
attempt(lambda: dict(5))
attempt(lambda: dict([1, 2]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(["ab", "c"]))
attempt(lambda: dict({}, {}))
attempt(lambda: [1] in d)
attempt(lambda: d.missing)
attempt(lambda: hash(d))
attempt(lambda: {**5})
attempt(lambda: dict.fromkeys(5))
