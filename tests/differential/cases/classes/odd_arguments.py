# Every attribute and method of objects of every built-in type, called and set with arguments nobody would give: whatever
# that leads to, it is a result or an exception, and the program goes on.

import builtins


class Foreign:
    member = None


class Slotted:
    __slots__ = ("member",)


def generator():
    yield


def function():
    return function


samples = [
    5, 1.5, "text", b"bytes", bytearray(b"array"), [1], (1,), {1: 2}, {1}, frozenset({1}), range(3), slice(1, 2),
    None, NotImplemented, ..., Foreign(), Slotted(), function, generator(), len, [].append, list.append, list.__len__,
    [].__len__, Slotted.member, property.fget, Foreign().__init__, dict.__dict__["fromkeys"], type("Made", (), {}).__dict__,
    property(function), staticmethod(function), classmethod(function), super(Foreign), function.__code__, list[int],
    int | str, iter([]), iter(()), iter(""), iter(b""), iter(range(3)), iter({}), iter({}.values()), iter({}.items()),
    iter(set()), reversed([]), iter(function, None), enumerate([]), zip(), map(len, []), filter(None, []), {}.keys(),
    {}.values(), {}.items(), ValueError("x"), OSError(1, "x"), StopIteration(1), ImportError("x"), SyntaxError("x"),
    ExceptionGroup("x", [ValueError()]), UnicodeDecodeError("ascii", b"x", 0, 1, "r"), KeyError(1), SystemExit(1),
    NameError("x"), AttributeError("x"), UnicodeEncodeError("ascii", "x", 0, 1, "r"), builtins, object(),
]  # fmt: skip
types = []
for value in samples:
    if type(value) not in types:
        types.append(type(value))
for name in dir(builtins):
    value = getattr(builtins, name)
    if isinstance(value, type) and value not in types:
        types.append(value)

# How messages name a type: with its module for types of modules that say so.
full_names = {}
for made in (list[int], int | str):
    module = type(made).__module__
    full_names[type(made)] = f"{module}.{type(made).__name__}"


def name_of(owner):
    return full_names.get(owner, owner.__name__)


def outcome(action, arguments):
    try:
        action(*arguments)
    except Exception:
        pass


# Nothing here has to give a certain result, but an exception or a result it must be.
skipped = {
    "__init_subclass__",
    "__subclasshook__",
    "__del__",
    "__reduce__",
    "__reduce_ex__",
    "__pow__",
    "__rpow__",
    "__lshift__",
}
skipped |= {"co_lnotab", "__rlshift__", "throw", "replace", "__setstate__"}
odd = [None, -1, "x", (), 10**20, int]
for value in samples:
    if value is builtins or isinstance(value, type):
        continue
    for name in dir(type(value)):
        if name in skipped:
            continue
        for action in (
            lambda *arguments: getattr(value, name)(*arguments),
            lambda *arguments: setattr(value, name, *arguments),
            lambda *arguments: getattr(type(value), name)(*arguments),
        ):
            outcome(action, ())
            for first in odd:
                outcome(action, (first,))
                outcome(action, (first, -1))
            outcome(action, (0, 0, 0))
            outcome(action, (None, None, None, None))
print("still here")
