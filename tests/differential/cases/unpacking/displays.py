# Star and double-star inside displays, returns, subscripts and for iterables.
a = [1, 2]
b = (3, 4)
print(
    [*a, *b],
    (*a, 5, *b),
    {*a, *b} == {1, 2, 3, 4},
    {**{"x": 1}, "y": 2, **dict(z=3)},
    [*"ab", *range(2)],
    [*{"k": "v"}],
    [*()],
    (*[],),
)


def packed():
    return *a, 5


def generator():
    yield *a, 9
    yield 1, *b


print(packed(), list(generator()), *a, *"cd")
for item in *a, *b:
    print(item, end=" ")
print()
d = {"one": 1, **{"two": 2, "one": 11}, "two": 22}
print(d, list(d))


class Key:
    def __getitem__(self, key):
        return key


k = Key()
print(k[*a], k[*a, 7], k[1:2, *b])
x = *a, *b
y, *z = *a, *b
print(x, y, z, [*[*[*[1]]]], [[*range(i)] for i in range(3)], {**{}, **{}}, [*a] is a)
log = []


def note(v):
    log.append(v)
    return [v]


result = [*note(1), note(2), *note(3)], {**{str(note(4)): 1}, "k": note(5)}
print(log, result)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: [*None])
attempt(lambda: (*1,))
attempt(lambda: {*[[]]})
attempt(lambda: {**1})
attempt(lambda: {**[("a", 1)]})
attempt(lambda: [*a, *object()])
attempt(lambda: print(*None))
