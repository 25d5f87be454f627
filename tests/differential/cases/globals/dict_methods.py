# globals() is a dict: every method of dict, by descriptor, on the namespace of this module.
import sys

one = 1
two = "two"


def own(mapping):
    """The names of this program, which both implementations give in the same order."""
    return [name for name in mapping if not name.startswith("_")]


def shown(operation, *arguments, **keywords):
    try:
        return operation(*arguments, **keywords)
    except Exception as error:
        return type(error).__name__, str(error)


names = globals()
print(type(names) is dict, type(globals()).__name__, isinstance(names, dict), names is globals())
print(names is sys.modules["__main__"].__dict__, names is vars(), names is locals())
print(names is vars(sys.modules["__main__"]), names is own.__globals__)
print(issubclass(type(names), dict), type(names).__mro__)

# What used to end the process.
print(dict.get(names, "one"), dict.get(names, "none of these"), dict.get(names, "none", 3))
print(dict.__len__(names) == len(list(names)), dict.__contains__(names, "two"), dict.__contains__(names, 5))
print(own(dict.copy(names)) == own(names), type(dict.copy(names)) is dict)
print(own(dict.keys(names)), len(dict.values(names)) == len(names), ("one", 1) in dict.items(names))
print(dict.update(names, {"three": 3}), three)  # noqa: F821
print(dict.__getitem__(names, "three"), shown(dict.__getitem__, names, "four"))
print(dict.__setitem__(names, "four", 4), four)  # noqa: F821
print(dict.__delitem__(names, "four"), shown(dict.__delitem__, names, "four"), "four" in names)
print(own(dict.__iter__(names)) == own(names), own(dict.__reversed__(names))[:2])
print(dict.__eq__(names, dict(names)), dict.__ne__(names, dict(names)), dict.__eq__(names, {}), dict.__eq__(names, 1))
print(dict.__repr__(names)[:24] == "{'__name__': '__main__',", repr(names)[:24])
print(own(dict.__or__(names, {"five": 5}))[-1], own(dict.__ror__(names, {"five": 5}))[0], "five" in names)
print(dict.__ior__(names, {"five": 5}) is names, five)  # noqa: F821
print(dict.setdefault(names, "six", 6), dict.setdefault(names, "six", 7), six)  # noqa: F821
print(dict.pop(names, "six"), dict.pop(names, "six", "gone"), shown(dict.pop, names, "six"))
print(dict.popitem(names), dict.popitem(names), own(names)[-1])
print(sorted(own(dict.fromkeys(names, 0))) == sorted(own(names)))
print(shown(dict.__hash__, names) if dict.__hash__ else "unhashable", shown(hash, names))
print(dict.__sizeof__(names) > 64 if hasattr(dict, "__sizeof__") else True)

# The same through the object.
print(names.get("one"), names["two"], names.get("none"), len(names) == len(names.keys()))
names["seven"] = 7
names.update(eight=8)
names.update([("nine", 9)], ten=10)
print(seven, eight, nine, ten)  # noqa: F821
del names["seven"], names["eight"]
print(names.pop("nine"), names.popitem(), "seven" in names, shown(lambda: nine))  # noqa: F821
names |= {"eleven": 11}
print(eleven, names is globals())  # noqa: F821
del eleven  # noqa: F821
print("eleven" in names, shown(lambda: names["eleven"]))

# Passed where dicts are taken.
print(dict(**names) == names, {**names} == names, dict(names) == names, names == dict(names))
print((lambda **keywords: len(keywords))(**names) == len(names))
Made = type("Made", (), names)
print(Made.one, Made.own is own, Made.__name__, "names" in Made.__dict__)
print("{one} {two}".format(**names), "%(one)s %(two)s" % names, "{two!r}".format_map(names))
print(sorted(set(names) & {"one", "two", "none"}), names.keys() & {"one"}, "one" in names.keys())
print(names.keys() >= {"one", "two"}, names.items() >= {("one", 1)}, names.keys().isdisjoint({"x"}))
match names:
    case {"one": 1, "two": str() as text}:
        print("matched", text)
    case _:
        print("no match")
print({} | names == names, (names | {"one": "changed"})["one"], one, names != {}, bool(names))


# Keys that are no strs, and equal ones.
class Text(str):
    pass


class Equal:
    def __hash__(self):
        return hash("one")

    def __eq__(self, other):
        return other == "one"


names[5] = "five"
names[(1, 2)] = "pair"
print(names[5], names[5.0], names[(1, 2)], names[Equal()], Equal() in names, Text("two") in names)
names[Equal()] = "set by an equal key"
print(one, names["one"])
names[Text("made")] = "by a subclass of str"
print(made, names["made"], type([key for key in names if key == "made"][0]).__name__)  # noqa: F821
names["made"] = "again"
print(made, type([key for key in names if key == "made"][0]).__name__)  # noqa: F821
print(shown(lambda: names[[]]), shown(names.get, {}))
del names[5], names[(1, 2)], names["made"]
print(shown(lambda: made), own(key for key in names if isinstance(key, str)))  # noqa: F821
