# Tuples: literals, operations, comparison, hashing, text and errors.
t = (1, "a", 2.5, None)
print(
    t,
    (),
    (1,),
    1,
    (1, 2)[0],
    t[-1],
    t[1:3],
    t[::-1],
    len(t),
    t + (5,),
    (0,) * 3,
    2 * ("x",),
    () * 5,
    "a" in t,
    t.index("a"),
    t.count(1),
)
print(
    tuple(),
    tuple("ab"),
    tuple([1, 2]),
    tuple({"k": 1}),
    tuple(x * x for x in range(4)),
    (*t, *"yz"),
    tuple(t) is t,
    t[:] == t,
)
print(
    (1, 2) < (1, 3),
    (1,) < (1, 0),
    () < (0,),
    (1, 2) == (1.0, 2.0),
    (1, 2) == [1, 2],
    ("a", 1) < ("b",),
    (1, (2, 3)) < (1, (2, 4)),
)
print(
    hash((1, 2)) == hash((1.0, 2.0)),
    hash(()) == hash(()),
    {(1, 2): "v"}[(1, 2)],
    {(): 0},
    {(1, (2, "x")): 1},
    (1, 2) in {(1, 2)},
)
a = 1, 2, 3
b, (c, d), *e = 0, (1, 2), 3, 4
print(a, b, c, d, e, (a,), ((a),), bool(()), bool((0,)))
t += (9,)
t *= 2
print(
    t,
    sorted(((2, "b"), (1, "z"), (2, "a"))),
    max((1, 5), (1, 4)),
    sum((1, 2), 10),
    min(((2,), (1, 9))),
)
nested = ([],)
nested[0].append(1)
print(nested)
try:
    nested[0] += [2]
except TypeError as error:
    print(error, nested)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: t[100])
attempt(lambda: t["a"])
attempt(lambda: t.__setitem__(0, 1))
attempt(lambda: t.append(1))
attempt(lambda: t + [1])
attempt(lambda: [1] + t)
attempt(lambda: t + 1)
attempt(lambda: t < 1)
attempt(lambda: (1, "a") < (1, 2))
attempt(lambda: hash(([],)))
attempt(lambda: t.index("zz"))
attempt(lambda: tuple(5))
attempt(lambda: tuple(1, 2))
attempt(lambda: t * "a")
attempt(lambda: t())


def deletion():
    del t[0]


def assignment():
    t[0] = 5


attempt(deletion)
attempt(assignment)
