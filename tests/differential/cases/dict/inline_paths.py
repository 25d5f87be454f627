# Reads, writes and deletes through the same sites with keys of every type.
def get(d, key):
    return d[key]


def put(d, key, value):
    d[key] = value


def remove(d, key):
    del d[key]


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


d = {}
keys = [
    "a",
    "é",
    1,
    1.0,
    True,
    2**70,
    None,
    (1, 2),
    b"a",
    0.5,
    frozenset([1]),
    "a" * 3,
    -1,
    float("inf"),
    int,
    [],
    {},
    (1, []),
]
for i, key in enumerate(keys):
    print(attempt(put, d, key, i), attempt(get, d, key), len(d), end="; ")
print()
print(list(d.items()))
for key in keys:
    print(attempt(remove, d, key), attempt(remove, d, key), end="; ")
print(d)
big = {}
for i in range(5000):
    put(big, i * 7919 % 10007, i)
    put(big, str(i), i)
    if i % 5 == 0:
        remove(big, str(i))
print(
    len(big),
    sum(big.values()),
    get(big, 7919),
    get(big, "4999"),
    "4995" in big,
    list(big)[:6],
    list(big)[-3:],
)
for i in range(5000):
    big.pop(str(i), None)
print(len(big), list(big.items())[-2:])


class Sub(dict):
    def __getitem__(self, key):
        return ("sub", key)

    def __setitem__(self, key, value):
        super().__setitem__(key, ("wrapped", value))


class Missing(dict):
    def __missing__(self, key):
        return f"missing {key}"


s, m = Sub(), Missing()
put(s, "k", 1)
print(
    get(s, "k"), dict.__getitem__(s, "k"), get(m, "x"), get({"x": 1}, "x"), m, attempt(get, {}, "x")
)
counts = {}
for c in "mississippi":
    counts[c] = counts.get(c, 0) + 1
    counts["total"] = counts.get("total", 0) + 1
print(counts, sorted(counts.items(), key=lambda p: (-p[1], p[0])))
nested = {}
for path, value in (("a.b.c", 1), ("a.b.d", 2), ("a.e", 3), ("f", 4)):
    node = nested
    *parents, leaf = path.split(".")
    for parent in parents:
        node = node.setdefault(parent, {})
    node[leaf] = value
print(nested)


class Evil:
    def __init__(self, d):
        self.d = d

    def __hash__(self):
        return hash("a")

    def __eq__(self, other):
        self.d.clear()
        return False


e = {"a": 1, "b": 2}
print(attempt(get, e, Evil(e)).startswith("KeyError"), e)
