# Star and double-star arguments from every kind of iterable and mapping.
def f(*args, **kwargs):
    return args, kwargs


def generator():
    yield "g1"
    yield "g2"


class Iterable:
    def __iter__(self):
        return iter((7, 8))


class Mapping:
    def keys(self):
        return ("m1", "m2")

    def __getitem__(self, key):
        return key * 2


print(f(*[1, 2], 3, *(4,), *"ab", *{"k": 1}, *range(2), *generator(), *Iterable()))
print(f(**{"a": 1}, b=2, **Mapping(), **{}))
print(f(1, *[2], k=3, *[4], **{"z": 5}))
print(f(*[]), f(*(), **{}), f(*map(str, [1])), f(*f(1, 2)[0]), f(*[[1, 2]]), f(*sorted({3, 1})))
print(
    max(*[1, 5, 3]),
    print(*"abc", sep="|"),
    [*range(3), *[9]],
    (*"xy",),
    {*[1, 1]},
    {**{"a": 1}, **{"a": 2}, "b": 3},
)
arguments = [1, 2, 3]
received, _ = f(*arguments)
arguments.append(4)
print(received)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class BadKeys:
    def keys(self):
        return [1]

    def __getitem__(self, key):
        return 0


class BadIter:
    def __iter__(self):
        raise ValueError("cannot iterate")


attempt(lambda: f(*None))
attempt(lambda: f(**None))
attempt(lambda: f(**[1]))
attempt(lambda: f(a=1, **{"a": 2}))
attempt(lambda: f(**{"a": 1}, **{"a": 2}))
attempt(lambda: f(**BadKeys()))
attempt(lambda: f(*BadIter()))
attempt(lambda: print(*5))
attempt(lambda: len(*[[1], [2]]))
attempt(lambda: [*5])
attempt(lambda: (*None,))
attempt(lambda: {*1})
attempt(lambda: {**[1]})
attempt(lambda: int(**{"base": 2, "zzz": 3}))
