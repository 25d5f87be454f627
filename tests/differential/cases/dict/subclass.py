# dict subclasses: __missing__, overridden methods, ordering.
class Counter(dict):
    def __missing__(self, key):
        return 0

    def most_common(self):
        return sorted(self.items(), key=lambda item: (-item[1], item[0]))


counts = Counter()
for word in "the cat the dog the end cat".split():
    counts[word] += 1
print(
    counts, counts["none"], "none" in counts, counts.get("none"), counts.most_common(), len(counts)
)


class Default(dict):
    def __init__(self, factory, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.factory = factory

    def __missing__(self, key):
        self[key] = value = self.factory()
        return value


groups = Default(list, existing=[0])
for n in range(6):
    groups["even" if n % 2 == 0 else "odd"].append(n)
print(groups, groups.factory is list, type(groups.copy()).__name__)


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.upper())

    def __repr__(self):
        return "Upper" + super().__repr__()


u = Upper(direct=1)
u["abc"] = 2
u.update(xyz=3)
print(
    u,
    u["Abc"],
    "abc" in u,
    u.get("ABC"),
    dict(u),
    {**u},
    list(u),
    isinstance(u, dict),
    u == {"direct": 1, "ABC": 2, "xyz": 3},
)


class Failing(dict):
    def __missing__(self, key):
        raise LookupError(f"nothing for {key!r}")


for action in (
    lambda: Failing()["k"],
    lambda: u["nope"],
    lambda: Failing().pop("x"),
    lambda: "{a}".format_map(Failing()),
):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
