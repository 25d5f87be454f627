# Tuple, list, starred and nested unpacking from every kind of iterable.
a, b = 1, 2
a, b = b, a
[c, d] = "xy"
(e, (f, g)), h = (1, [2, 3]), "h"
print(a, b, c, d, e, f, g, h)
first, *middle, last = range(6)
*init, end = "abc"
head, *tail = [1]
(*everything,) = (1, 2)
x, (y, *z), *w = 1, (2, 3, 4), 5, 6
print(first, middle, last, init, end, head, tail, everything, x, y, z, w)
k, l = {"key1": 1, "key2": 2}
m, n = (i * i for i in range(2))
(o,) = [5]
[p] = {7}
() = []
[] = ()
print(k, l, m, n, o, p)


class Target:
    pass


t = Target()
items = [0, 0, 0]
t.a, items[1], (t.b, *items[0:1]) = 1, 2, (3, 4, 5)
print(t.a, t.b, items)
i, items[i] = 2, "at two"
print(i, items)
q = r, s = (1, 2)
print(q, r, s)
for (u, *v), n in [("abc", 1), ((1, 2, 3), 2)]:
    print(u, v, n)


def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


def two(value):
    a, b = value


def three(value):
    a, b, c = value


def starred(value):
    a, *b, c = value


def nested(value):
    a, (b, c) = value


for value in (
    (),
    (1,),
    (1, 2, 3),
    "x",
    5,
    None,
    range(5),
    iter([1, 2, 3, 4]),
    {1: 2},
    {1, 2, 3},
    [1] * 10,
):
    attempt(lambda: two(value))
for value in ((1, 2), "abcd", [1]):
    attempt(lambda: three(value))
for value in ((1,), (), 7):
    attempt(lambda: starred(value))
for value in ((1, 2), (1, (2, 3, 4)), (1, "b")):
    attempt(lambda: nested(value))


class Failing:
    def __iter__(self):
        yield 1
        raise KeyError("during unpack")


attempt(lambda: two(Failing()))
