# keys, values and items views: liveness, set operations, comparison, text.
d = {"a": 1, "b": 2, "c": 3}
keys, values, items = d.keys(), d.values(), d.items()
print(
    keys,
    values,
    items,
    len(keys),
    len(values),
    len(items),
    type(keys).__name__,
    type(values).__name__,
    type(items).__name__,
)
d["z"] = 26
print(
    list(keys),
    list(values),
    list(items),
    "z" in keys,
    26 in values,
    ("z", 26) in items,
    ("z", 0) in items,
    "x" in items,
)
print(
    sorted(keys & {"a", "z", "q"}),
    sorted(keys | {"q"}),
    sorted(keys - {"a"}),
    sorted(keys ^ {"a", "q"}),
    sorted(items & {("a", 1), ("b", 9)}),
)
print(
    sorted({"a", "y"} & keys),
    sorted({"a", "y"} - keys),
    sorted(keys & ["a"]),
    sorted(["a", "m"] | keys) if hasattr(keys, "__ror__") else "no ror",
)
print(
    keys == {"a", "b", "c", "z"},
    keys <= {"a", "b", "c", "z", "k"},
    keys < {"a"},
    keys >= {"a"},
    keys.isdisjoint({"q"}),
    items == dict(d).items(),
    values == values,
    values == d.values(),
)
print(
    list(reversed(keys)),
    list(reversed(values)),
    list(reversed(items)),
    next(iter(items)),
    dict(items) == d,
    [k for k, v in items if v > 2],
)
print(
    keys.mapping["a"],
    type(keys.mapping).__name__,
    {}.keys(),
    {}.values(),
    {}.items(),
    {1: {2: 3}}.items(),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: keys[0])
attempt(lambda: values["a"])
attempt(lambda: hash(keys))
attempt(lambda: keys.add("x"))
attempt(lambda: keys & 5)
attempt(lambda: values & {1})
attempt(lambda: keys < [1])
attempt(lambda: keys.mapping.__setitem__("a", 5))
attempt(lambda: {"a": []}.items() & {1})
attempt(lambda: type(keys)())
