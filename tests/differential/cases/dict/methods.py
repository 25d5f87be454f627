# get, setdefault, pop, popitem, update, clear, copy and their errors.
d = {"a": 1, "b": 2, "c": 3}
print(
    d.setdefault("a", 9),
    d.setdefault("d", 4),
    d.setdefault("e"),
    d,
    d.pop("a"),
    d.pop("zz", "default"),
    d.popitem(),
    d,
)
d.update({"b": 20, "x": 24})
d.update([("y", 25), ("z", 26)])
d.update(kw=1, b=200)
d.update({}, other=2)
d.update()
print(
    d,
    d.copy() == d,
    d.copy() is d,
    d.keys() == d.copy().keys(),
    d.get("b", None),
    d.__contains__("b"),
    d.__len__(),
    d.__getitem__("b"),
)
shallow = {"list": []}
copied = shallow.copy()
copied["list"].append(1)
copied["new"] = 1
print(shallow, copied)


class Mapping:
    def keys(self):
        return ["k1", "k2"]

    def __getitem__(self, key):
        return key.upper()


print(dict(Mapping()), {**Mapping()}, {}.__class__.fromkeys("ab", 0))
e = {}
e.update(Mapping())
e |= Mapping()
e |= [("p", 1)]
print(e, e.clear(), e, {"a": 1}.__eq__({"a": 1}), {"a": 1}.__eq__(5), {"a": 1}.__repr__())


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: {}.pop("k"))
attempt(lambda: {}.pop(1))
attempt(lambda: {1: 2}.pop([]))
attempt(lambda: {}.pop([]))
attempt(lambda: {}.popitem())
attempt(lambda: {}.pop())
attempt(lambda: {}.get())
attempt(lambda: {}.get(1, 2, 3))
attempt(lambda: {}.get([]))
attempt(lambda: {}.setdefault([], 1))
attempt(lambda: {}.setdefault())
attempt(lambda: {}.update(5))
attempt(lambda: {}.update([1]))
attempt(lambda: {}.update([(1, 2, 3)]))
attempt(lambda: {}.update({}, {}))
attempt(lambda: {}.update(["abc"]))
attempt(lambda: {}.get(key=1))
attempt(lambda: {}.copy(1))
attempt(lambda: {}.has_key(1))
attempt(lambda: {}.fromkeys())
