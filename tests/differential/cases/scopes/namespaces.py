# globals(), locals(), vars() and dir() in modules, functions, class bodies and generators.
first = 1


def names(mapping):
    return [name for name in mapping if not name.startswith("_")]


print(names(globals()), names(locals()), names(vars()), [n for n in dir() if not n.startswith("_")])
print("__name__" in globals(), globals()["__name__"], globals()["first"])
globals()["added"] = "from a dict"
print(added)  # noqa
locals()["through_locals"] = 5
print(through_locals)  # noqa
del globals()["added"]
try:
    print(added)  # noqa
except NameError as error:
    print(error)


def function(a, b=2, *rest, key=None, **more):
    print(locals())
    later = 3
    captured = 4
    if a:
        maybe = 5

    def inner(x):
        local = captured
        print(locals(), dir(), sorted(vars()))
        return local, x, a

    del later
    print(list(locals()), dir())
    print(inner(6))
    snapshot = locals()
    snapshot["b"] = "changed"
    print(b, "b" in snapshot, "snapshot" in snapshot, "first" in globals(), locals() is locals())
    captured = 7


function(0, 1, 2, key=3, extra=4)
function(1)


def no_names():
    print(locals(), dir(), vars())


no_names()


class Body:
    one = 1
    print([name for name in locals() if not name.startswith("__")], "one" in dir(), "first" in globals())
    locals()["two"] = 2
    vars()["three"] = 3

    def method(self):
        return locals()

    def uses_class(self):
        __class__
        return sorted(locals())


print(Body.one, Body.two, Body.three, list(Body().method()), Body().uses_class())


def generator(n):
    for i in range(n):
        yield locals()


print(list(generator(2)))
print((lambda x, y=2: locals())(1))


def shadowed():
    dir = lambda: "own dir"  # noqa
    globals = vars  # noqa
    return dir(), globals({}.__class__) is not None


print(shadowed())
print(sorted(vars(Body()).items()), dir(Body())[-5:])
