# range: text, length, indexing, slicing, membership, equality, hash, big values.
for r in (
    range(5),
    range(2, 8),
    range(0, 10, 3),
    range(10, 0, -3),
    range(0),
    range(5, 2),
    range(-3, 3),
    range(1, 2, 100),
):
    print(
        r,
        len(r),
        list(r),
        r.start,
        r.stop,
        r.step,
        bool(r),
        list(reversed(r)),
        r[1:],
        r[::-1],
        r[-3:],
    )

r = range(0, 20, 2)
print(
    r[3],
    r[-1],
    8 in r,
    9 in r,
    8.0 in r,
    "a" in r,
    True in r,
    r.index(6),
    r.count(6),
    r.count(7),
    r[2:5],
    r[::3],
    r[::-2],
    r[5:1],
)
print(
    range(3) == range(0, 3),
    range(0) == range(5, 2),
    range(0, 3, 2) == range(0, 4, 2),
    hash(range(3)) == hash(range(0, 3, 1)),
    range(3) == [0, 1, 2],
    range(3) != range(4),
)
big = range(10**20, 10**20 + 10, 3)
print(
    big,
    len(big),
    list(big),
    big[-1],
    10**20 + 6 in big,
    big.index(10**20 + 3),
    range(2**63)[2**62],
    range(10**30)[10**29 :: 10**28],
)
print(
    sum(range(1000)),
    max(range(5, 50, 7)),
    min(range(5)),
    list(zip(range(3), range(10, 13))),
    tuple(range(True, 3)),
    list(range(3, -3, -2)),
)
print(
    isinstance(r, range),
    type(r).__name__,
    next(iter(r)),
    iter(r).__length_hint__(),
    [x for x in range(2) for y in range(2)],
    *range(3),
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: range(1.5))
attempt(lambda: range("5"))
attempt(lambda: range())
attempt(lambda: range(1, 2, 3, 4))
attempt(lambda: range(1, 10, 0))
attempt(lambda: range(5)[5])
attempt(lambda: range(5)["a"])
attempt(lambda: range(5)[::0])
attempt(lambda: range(5).index(9))
attempt(lambda: range(5).index("a"))
attempt(lambda: len(range(10**20)))
attempt(lambda: range(5) + range(3))
attempt(lambda: range(5).__setitem__(0, 1))
attempt(lambda: setattr(range(5), "start", 1))
attempt(lambda: range(stop=5))
attempt(lambda: range(None))
