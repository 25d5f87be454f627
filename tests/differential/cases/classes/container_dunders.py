# __len__, __getitem__, __setitem__, __delitem__, __contains__, __iter__, __reversed__, __missing__.
class Grid:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.cells = {}

    def __len__(self):
        return self.width * self.height

    def __getitem__(self, position):
        if isinstance(position, slice):
            return ("slice", position.start, position.stop, position.step)
        if isinstance(position, tuple):
            x, y = position
            if not (0 <= x < self.width and 0 <= y < self.height):
                raise IndexError(f"outside: {position}")
            return self.cells.get(position, ".")
        return [self[x, position] for x in range(self.width)]

    def __setitem__(self, position, value):
        self.cells[position] = value

    def __delitem__(self, position):
        del self.cells[position]

    def __contains__(self, value):
        return value in self.cells.values()

    def __iter__(self):
        for y in range(self.height):
            yield "".join(self[y])

    def __reversed__(self):
        return iter(list(self)[::-1])


g = Grid(3, 2)
g[1, 1] = "#"
g[0, 0] = "@"
print(
    len(g),
    bool(g),
    g[1, 1],
    g[2, 0],
    g[1],
    list(g),
    list(reversed(g)),
    "#" in g,
    "x" not in g,
    g[1:2],
    g[::3],
)
del g[0, 0]
g[2, 1] = "a"
g[2, 1] += "b"
print(g.cells, *g, sep="|")


class Sequence:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        print("get", index)
        return self.items[index]

    def __len__(self):
        return len(self.items)


s = Sequence([10, 20])
print(list(s), 20 in s, [x for x in s], list(reversed(s)), tuple(zip(s, "ab")), max(s), sum(s))
first, second = s
print(first, second, *s)


class NotIterable:
    __iter__ = None

    def __getitem__(self, index):
        return index


class BadLen:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: g[9, 9])
attempt(lambda: g.__delitem__((7, 7)))
attempt(lambda: list(NotIterable()))
attempt(lambda: 1 in NotIterable())
attempt(lambda: reversed(NotIterable()))
attempt(lambda: reversed({1}))
for value in (-1, "x", 1.5, True, 2**70):
    attempt(lambda: len(BadLen(value)))
attempt(lambda: s["x"])
attempt(lambda: s.__setitem__(0, 1))


def assign():
    s[0] = 1


def delete():
    del s[0]


attempt(assign)
attempt(delete)
