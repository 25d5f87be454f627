# yield from: delegation of values, send, throw, close and the return value.
def inner():
    received = []
    try:
        while True:
            value = yield len(received)
            if value == "stop":
                return received
            received.append(value)
    except ValueError as error:
        received.append(f"caught {error}")
        yield "after catch"
        return received
    finally:
        received.append("inner finally")


def outer():
    result = yield from inner()
    print("inner returned", result)
    again = yield from [10, 20]
    print("list returned", again)
    text = yield from "xy"
    return ("outer done", text)


g = outer()
print(next(g), g.send("a"), g.send("b"), g.send("stop"), next(g), next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
g = outer()
next(g)
print(g.throw(ValueError("v")), next(g))
g.close()
g = outer()
next(g)
g.close()
g = outer()
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("key error out", error)


class Custom:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("custom result")
        return self.n

    def send(self, value):
        print("custom send", value)
        return self.__next__()

    def throw(self, *details):
        print("custom throw", details)
        return "thrown"

    def close(self):
        print("custom close")


def delegate(target):
    return (yield from target)


d = delegate(Custom())
print(next(d), d.send("hello"), d.throw(ValueError("x")))
d.close()
d = delegate(Custom())
try:
    while True:
        print(next(d))
except StopIteration as stop:
    print("value", stop.value)


def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__, error)


attempt(lambda: next(delegate(5)))
plain = delegate([1, 2])
next(plain)
attempt(lambda: plain.send("x"))


def chain(*iterables):
    for iterable in iterables:
        yield from iterable


def flatten(value):
    if isinstance(value, list):
        for item in value:
            yield from flatten(item)
    else:
        yield value


def depth(n):
    if n:
        yield from depth(n - 1)
    yield n


print(
    list(chain("ab", [1], (2,), {3: 4}, range(2))),
    list(flatten([1, [2, [3, [4]], 5]])),
    sum(depth(100)),
)


def cyclic():
    yield from c


c = cyclic()
attempt(lambda: next(c))
