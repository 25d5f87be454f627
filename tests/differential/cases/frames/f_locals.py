"""f_locals of functions reads and writes the variables (PEP 667)."""

import sys


def attempt(action):
    try:
        result = action()
        print(result if not callable(result) else "function")
    except Exception as error:
        print(type(error).__name__, error)


def shown(locals):
    return {name: value for name, value in locals.items() if not callable(value) and name != "proxy"}


def everything(a, b, *c, k, **d):
    y = 1

    def inner():
        return y, z

    z = 3
    q = [w for w in range(3)]
    proxy = sys._getframe().f_locals
    print(list(proxy), len(proxy), type(proxy), shown(proxy))
    proxy["y"] = 5
    proxy["a"] = "A"
    proxy["new"] = "N"
    print(inner(), a, shown(proxy))
    attempt(lambda: proxy.__delitem__("a"))
    attempt(lambda: proxy.pop("a"))
    attempt(lambda: proxy.__delitem__("missing"))
    del proxy["new"]
    print(sorted(name for name in dir(type(proxy)) if name not in dir(object)))
    print(proxy.keys(), len(proxy.values()), proxy.items()[:3], type(iter(proxy)).__name__, reversed(proxy))
    print(proxy == dict(proxy), proxy != dict(proxy), proxy == sys._getframe().f_locals, proxy == 3)
    print(shown(proxy | {"p": 1}), list({"p": 1} | proxy))
    for action in (
        lambda: proxy | 3,
        lambda: proxy.get(),
        lambda: proxy.get("a"),
        lambda: proxy.get("missing", 7),
        lambda: proxy.setdefault("a"),
        lambda: proxy.setdefault("other", 3),
        lambda: proxy.pop("other"),
        lambda: proxy.pop("missing"),
        lambda: proxy.pop("missing", 1),
        lambda: proxy[3],
        lambda: proxy["missing"],
        lambda: proxy.update({"a": 3, "x9": 2}),
        lambda: proxy.update(3),
        lambda: proxy.update(),
        lambda: proxy.update({}, {}),
        lambda: proxy.update(a=3),
        lambda: hash(proxy),
        lambda: type(proxy)(),
        lambda: type(proxy)(3),
        lambda: list(type(proxy)(sys._getframe())),
        lambda: list(proxy.__ior__({"a": 9})),
        lambda: shown(proxy.copy()),
        lambda: proxy < proxy,
        lambda: proxy.__setitem__(3, 4),
        lambda: proxy[3],
        lambda: bool(proxy),
        lambda: [] in proxy,
        lambda: proxy[[]],
        lambda: proxy.get([]),
        lambda: proxy.pop(),
        lambda: "a" in proxy,
        lambda: "e" in proxy,
        lambda: sys._getframe().f_locals,
    ):
        attempt(action)
    print(a, shown(proxy))


everything(1, 2, 3, 4, k=5, m=6)


def show_recursion():
    proxy = sys._getframe().f_locals
    print(proxy)


show_recursion()


def set_caller(name, value):
    sys._getframe(1).f_locals[name] = value


def unbound():
    set_caller("late", 4)
    print(late)
    late = 5
    del late
    print("late" in sys._getframe().f_locals)
    set_caller("late", 6)
    return late


print(unbound())


def loop(limit):
    total = 0
    while total < limit:
        total += 1
        if total == 3:
            set_caller("limit", 4)
    return total


print(loop(100))


def parameters(a, b=2, *, c=3):
    for name in "abc":
        set_caller(name, name)
    return a, b, c


print(parameters(1), parameters(1, c=[]))


def operands():
    value = [1]
    return value, set_caller("value", [2]), value, value + value


print(operands())


def replaced():
    class Noisy:
        def __del__(self):
            print("del")

    value = Noisy()
    sys._getframe().f_locals["value"] = 1
    print("replaced", value)


replaced()


def text():
    value = "a"
    for _ in range(3):
        value += "b"
        sys._getframe().f_locals["value"] = value + "-"
    return value


print(text())


def in_comprehension():
    x = "outer"
    seen = [(x, dict(sys._getframe().f_locals)["x"]) for x in range(2)]
    return seen, sys._getframe().f_locals["x"]


print(in_comprehension())


def closes_over(cell):
    def read():
        return cell, sys._getframe().f_locals

    cell += 1
    value, proxy = read()
    proxy["cell"] = 10
    return value, cell, dict(proxy)


print(closes_over(1))


def snapshots():
    x = 1
    first = locals()
    proxy = sys._getframe().f_locals
    x = 2
    first["x"] = 3
    return x, first["x"], proxy["x"], locals() is locals()


print(snapshots())


def outlives():
    x = 1
    return sys._getframe().f_locals


proxy = outlives()
proxy["x"] = 2
proxy["y"] = 3
print(proxy, len(proxy))


def handler():
    try:
        raise ValueError("v")
    except ValueError as error:
        set_caller("found", error)
        message = error
    set_caller("message", "m")
    return found.args, message, "error" in sys._getframe().f_locals


def found():
    pass


def handles():
    found = None
    try:
        raise ValueError("v")
    except ValueError as error:
        set_caller("found", error.args)
    return found


print(handles())
print(dict(sys._getframe().f_locals) == dict(globals()))


def many_operands():
    """The same where there is so much code that it is made small."""
    value = [1]
    first = (value, set_caller("value", [2]), value, value + value)
    other = len(value) + len(value) + len(value) + len(value) + len(value) + len(value) + len(value)
    other += len(value) * len(value) - len(value) * len(value) - len(value) * len(value) + len(value)
    value = [3]
    second = (value, other, set_caller("value", [4]), value, str(value), repr(value), tuple(value), list(value))
    return first, second


print(many_operands())
