# Subclasses of list: overridden methods, inherited behaviour, attributes.
class Stack(list):
    def push(self, item):
        self.append(item)
        return self

    def __repr__(self):
        return "Stack" + super().__repr__()

    def __getitem__(self, index):
        result = super().__getitem__(index)
        return Stack(result) if isinstance(index, slice) else result


s = Stack([1, 2]).push(3).push(4)
s.name = "mine"
print(
    s,
    s[1:],
    s[0],
    s.name,
    len(s),
    3 in s,
    s == [1, 2, 3, 4],
    [1, 2, 3, 4] == s,
    type(s + [5]).__name__,
    type(s * 2).__name__,
    type(s.copy()).__name__,
)
print(
    isinstance(s, list),
    list(s),
    sum(s),
    sorted(s, reverse=True),
    s.pop(),
    s,
    [*s],
    bool(Stack()),
    str(s),
    f"{s}",
)
a, *b = s
print(a, b, type(b).__name__)


class Defaulting(list):
    def __missing__(self, key):
        return "never used"

    def __contains__(self, item):
        return item == "magic"

    def __len__(self):
        return 42

    def __iter__(self):
        return iter("xyz")


d = Defaulting([1, 2])
print(
    "magic" in d,
    1 in d,
    len(d),
    list(d),
    [x for x in d],
    d[0],
    [*d],
    tuple(d),
    dict.fromkeys(d),
    bool(d),
    d == [1, 2],
    sorted(d),
)
try:
    d[5]
except IndexError as error:
    print(error)


class Init(list):
    def __init__(self, *parts, sep=None):
        super().__init__(parts)
        self.sep = sep


print(
    Init(1, 2, sep="-"),
    Init().sep,
    Init(1) + Init(2),
    Init(3, 3).count(3),
    hash(Init) == hash(Init),
)
