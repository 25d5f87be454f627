# Every list method and its errors.
a = [3, 1, 2]
print(
    a.append(4),
    a,
    a.extend([5, 6]),
    a,
    a.insert(0, "first"),
    a,
    a.insert(-1, "x"),
    a,
    a.insert(100, "last"),
    a,
)
print(
    a.pop(),
    a.pop(0),
    a.pop(-2),
    a,
    a.remove(6),
    a,
    a.index(2),
    a.index(4, 2),
    a.count(1),
    a.reverse(),
    a,
)
a.extend(a)
print(a, a.count(1), a.index(1, 4), a.index(3, -10, 100))
b = a.copy()
b.clear()
print(
    a,
    b,
    b is a,
    a.__len__(),
    a.__contains__(1),
    a.__getitem__(0),
    a.__eq__(a[:]),
    a.__eq__(5),
    a.__add__([1]),
)
c = []
c.extend("ab")
c.extend({"k": 1})
c.extend(x * 2 for x in range(3))
c.extend(())
print(c)
print(
    [1, 2.0, True].count(1), [1, 2.0, True].index(True), [0.0, False].index(0), [None].index(None)
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: [].pop())
attempt(lambda: [1].pop(5))
attempt(lambda: [1].pop("a"))
attempt(lambda: [1].remove(2))
attempt(lambda: [1].index(2))
attempt(lambda: [1, 2].index(1, 1))
attempt(lambda: [1].index([2]))
attempt(lambda: [].append())
attempt(lambda: [].append(1, 2))
attempt(lambda: [].extend(5))
attempt(lambda: [].extend())
attempt(lambda: [].insert(1))
attempt(lambda: [].insert("a", 1))
attempt(lambda: [].clear(1))
attempt(lambda: [].sort(1))
attempt(lambda: [].sort(cmp=1))
attempt(lambda: [].reverse(1))
attempt(lambda: list.append(5, 1))
attempt(lambda: list.append())
attempt(lambda: [].append(x=1))
