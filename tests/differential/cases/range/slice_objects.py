# slice objects: attributes, text, equality, indices(), use in __getitem__.
s = slice(1, 10, 2)
print(
    s,
    s.start,
    s.stop,
    s.step,
    slice(5),
    slice(None),
    slice(1, None),
    slice("a", 2.5, []),
    s == slice(1, 10, 2),
    s != slice(1, 10),
    s < slice(2, 3),
)
for sl in (
    slice(None),
    slice(2, 8),
    slice(-3, None),
    slice(None, None, -1),
    slice(100, -100, -2),
    slice(None, -1, 3),
    slice(1, 2, 10**30),
):
    print(sl, sl.indices(10), sl.indices(0), list(range(10))[sl])


class Recorder:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


r = Recorder()
print(
    r[1],
    r[1:2],
    r[1:2:3],
    r[:],
    r[::],
    r[1:],
    r[:-1],
    r[1, 2],
    r[1:2, 3],
    r[()],
    r["a":"b"],
    r[..., None],
    r[1,],
    r[*[1, 2], 3],
    r[:, ::2],
)
r[1:2] = "x"
r[0, 1] = "y"
r[::-1] = r[5]
del r[3:4]
del r[1], r["k"]


class Index:
    def __index__(self):
        print("index asked")
        return 2


print(
    [0, 1, 2, 3][Index()], "abcd"[Index() :], (1, 2, 3)[: Index()], slice(Index(), None).indices(5)
)
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "hashable"}[slice(1, 2)])


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: slice())
attempt(lambda: slice(1, 2, 3, 4))
attempt(lambda: slice(1, 2, 0).indices(5))
attempt(lambda: slice("a").indices(5))
attempt(lambda: slice(1).indices(-1))
attempt(lambda: slice(1).indices("a"))
attempt(lambda: setattr(s, "start", 5))
attempt(lambda: [1][slice("a", None)])
