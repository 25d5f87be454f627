# Every descriptor of every built-in type, applied to objects it does not belong to, in every way there is. The program
# finds the descriptors itself and prints only what does not follow the rules of their kinds, which are the same for any
# set of types and descriptors.

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
    5, True, 1.5, "text", b"bytes", bytearray(b"array"), [1], (1,), {1: 2}, {1}, frozenset({1}), range(3), slice(1, 2),
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


calls = 0


def outcome(action, arguments):
    global calls
    calls += 1
    try:
        return f"gave {type(action(*arguments)).__name__}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def check(what, action, arguments, expected):
    found = outcome(action, arguments)
    if found != expected:
        print(f"{what}: {found!r} instead of {expected!r}")


def check_descriptor(owner, name, descriptor, receiver):
    kind = type(descriptor).__name__
    own, other = name_of(owner), name_of(type(receiver))
    what = f"{own}.{name} of {other}"
    foreign = (
        f"TypeError: descriptor {name!r} for {own!r} objects doesn't apply to a {other!r} object"
    )
    if kind in (
        "method_descriptor",
        "wrapper_descriptor",
        "getset_descriptor",
        "member_descriptor",
    ):
        if receiver is None:
            check(
                what, descriptor.__get__, (receiver,), "TypeError: __get__(None, None) is invalid"
            )
        else:
            check(what, descriptor.__get__, (receiver,), foreign)
            check(what, descriptor.__get__, (receiver, other), foreign)
    if kind in ("getset_descriptor", "member_descriptor"):
        check(what, descriptor.__set__, (receiver, 1), foreign)
        check(what, descriptor.__delete__, (receiver,), foreign)
    if kind == "method_descriptor":
        check(what, descriptor, (receiver,), foreign)
        check(what, descriptor, (receiver, 1, 2), foreign)
    if kind == "wrapper_descriptor":
        expected = (
            f"TypeError: descriptor {name!r} requires a {own!r} object but received a {other!r}"
        )
        check(what, descriptor, (receiver,), expected)
        check(what, descriptor, (receiver, 1, 2), expected)
    if kind == "classmethod_descriptor":
        subtype = (
            f"TypeError: descriptor {name!r} requires a subtype of {own!r} but received {other!r}"
        )
        if receiver is not None:
            check(what, descriptor.__get__, (receiver,), subtype)
        check(what, descriptor.__get__, (None, type(receiver)), subtype)
        if not isinstance(receiver, type):
            expected = f"TypeError: descriptor {name!r} for type {own!r} needs a type, not a {other!r} as arg 2"
            check(what, descriptor, (receiver,), expected)
    if name == "__new__" and not isinstance(receiver, type):
        expected = f"TypeError: {own}.__new__(X): X is not a type object ({other})"
        check(what, descriptor, (receiver,), expected)
        check(what, descriptor, (), f"TypeError: {own}.__new__(): not enough arguments")


for owner in types:
    for name, descriptor in list(vars(owner).items()):
        for receiver in samples[len(name) % 5 :: 5]:
            if not isinstance(receiver, owner):
                check_descriptor(owner, name, descriptor, receiver)
print(len(types) > 90, calls > 10_000)
