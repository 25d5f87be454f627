# Augmented assignment to names, attributes, subscripts and slices; targets evaluated once.
log = []


class Box:
    def __init__(self):
        self.value = 10
        self.items = [1, 2, 3]

    def __getitem__(self, key):
        log.append(("get", key))
        return self.items[key]

    def __setitem__(self, key, value):
        log.append(("set", key, value))
        self.items[key] = value


def box(b):
    log.append("box")
    return b


def index(i):
    log.append("index")
    return i


b = Box()
box(b).value += 5
box(b)[index(1)] *= 10
box(b).items[index(0)] -= 1
print(b.value, b.items, log)
x = 7
x += 1
x -= 2
x *= 10
x //= 7
x **= 3
x %= 100
x <<= 2
x >>= 1
x |= 8
x &= 0xFF
x ^= 5
x /= 4
print(x)
d = {"k": [1]}
d["k"] += [2]
d["k"] *= 2
print(d)
values = [0] * 5
values[1:3] += [9, 9]
print(values)
s = "a"
s += "b" * 3
t = (1,)
t += (2,)
print(s, t)
nested = [[1], [2]]
nested[0][0] += 10
nested[-1] += "xy"
print(nested)


class Inplace:
    def __init__(self):
        self.log = []

    def __iadd__(self, other):
        self.log.append(other)
        return self


i = Inplace()
same = i
i += 1
i += "two"
print(i.log, i is same)


def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


def undefined():
    y += 1


def missing_key():
    {}["k"] += 1


def missing_attribute():
    b.nothing += 1


attempt(undefined)
attempt(missing_key)
attempt(missing_attribute)
