# Index reads and writes on exact lists with every index kind, interleaved with resizing.
def get(items, index):
    return items[index]


def put(items, index, value):
    items[index] = value


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


items = list(range(5))
for index in (0, 4, 5, -1, -5, -6, True, False, 2**40, -(2**40), 2**70, 1.0, "1", None):
    print(repr(index), attempt(get, items, index), attempt(put, items, index, "new"), items)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class BadIndex:
    def __index__(self):
        return "x"


print(
    attempt(get, items, Index(2)),
    attempt(get, items, Index(-1)),
    attempt(get, items, Index(99)),
    attempt(get, items, BadIndex()),
    attempt(put, items, Index(0), 7),
    items,
)


class Clearing:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.clear()
        return 0


print(attempt(get, items, Clearing(items)), items)
grown = []
for i in range(1000):
    grown.append(i)
    if i % 3 == 0:
        grown[-1] = -i
    if i % 7 == 0:
        grown.pop()
    if i % 11 == 0 and grown:
        grown[len(grown) // 2] += 1
print(len(grown), sum(grown), grown[:12], grown[-5:])
table = [[0] * 4 for _ in range(4)]
for i in range(4):
    for j in range(4):
        table[i][j] = table[i - 1][j - 1] + i * j
print(table)
swap = [3, 1, 2]
swap[0], swap[1], swap[2] = swap[1], swap[2], swap[0]
swap[0], swap[-1] = swap[-1], swap[0]
print(swap)
a = b = [1, 2, 3]
a[0], a[1:] = 9, b[:1]
print(a, b is a)


class Sub(list):
    def __getitem__(self, index):
        return ("sub", index)

    def __setitem__(self, index, value):
        print("set", index, value)


s = Sub([1, 2])
put(s, 0, 5)
print(get(s, 0), get([5], 0), list(s))
