# Slice reads, assignment and deletion with every kind of step.
def fresh():
    return list(range(10))


for start in (None, 0, 3, -4, 20):
    for stop in (None, 0, 7, -1, -20):
        print(fresh()[start:stop], fresh()[start:stop:2], fresh()[start:stop:-3])

a = fresh()
a[2:5] = ["x"]
print(a)
a[1:1] = [100, 200]
print(a)
a[-2:] = []
print(a)
a[:0] = "ab"
print(a)
a[len(a) :] = (i * i for i in range(3))
print(a)
a[::2] = [None] * len(a[::2])
print(a)
a[::-1] = list(range(len(a)))
print(a)
del a[1:3]
del a[::3]
del a[-1]
print(a)
del a[:]
print(a)
b = [1, 2, 3]
b[1:2] = b
print(b)
b[:] = b[::-1]
print(b)
b[5:2] = ["in", "sert"]
print(b)
del b[5:2], b[100:]
print(b)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b.__setitem__(slice(None, None, 2), [1]))
attempt(lambda: b.__setitem__(slice(0, 2), 5))
attempt(lambda: b.__setitem__(slice(None, None, 2), 5))
attempt(lambda: b.__setitem__(slice(None, None, 0), []))
attempt(lambda: b[::0])
attempt(lambda: b["x":])
attempt(lambda: b[1, 2])
attempt(lambda: b.__delitem__("a"))
