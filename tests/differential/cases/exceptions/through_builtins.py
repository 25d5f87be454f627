# Exceptions raised by user code called from builtins pass through unchanged.
class Boom(Exception):
    pass


class Bad:
    def fail(self, *args):
        raise Boom("raised inside")

    __iter__ = __len__ = __eq__ = __lt__ = __hash__ = __bool__ = __getitem__ = __contains__ = fail
    __index__ = __int__ = __float__ = __str__ = __repr__ = __format__ = __call__ = __add__ = fail
    __radd__ = __enter__ = __abs__ = __round__ = __reversed__ = __neg__ = __setitem__ = fail
    __next__ = __bytes__ = __divmod__ = __pow__ = __iadd__ = __delitem__ = __dir__ = fail


def generator():
    yield 1
    raise Boom("from generator")


def key(value):
    raise Boom(f"key {value}")


bad = Bad()
plain = [3, 1, 2]
actions = [
    lambda: list(bad), lambda: len(bad), lambda: bad == 1, lambda: 1 in [bad], lambda: bad < 1, lambda: hash(bad), lambda: {bad: 1}, lambda: {bad}, lambda: bool(bad), lambda: not bad,
    lambda: bad[0], lambda: 1 in bad, lambda: [1][bad], lambda: int(bad), lambda: float(bad), lambda: str(bad), lambda: repr([bad]), lambda: f"{bad}", lambda: f"{bad!r}", lambda: print(bad),
    lambda: bad(), lambda: bad + 1, lambda: 1 + bad, lambda: sum([1, bad]), lambda: abs(bad), lambda: round(bad), lambda: list(reversed(bad)), lambda: -bad, lambda: sorted([bad, bad]), lambda: max([bad, bad]),
    lambda: plain.sort(key=key), lambda: sorted(plain, key=key), lambda: max(plain, key=key), lambda: list(map(key, plain)), lambda: list(filter(key, plain)), lambda: list(generator()), lambda: tuple(generator()),
    lambda: set(generator()), lambda: dict.fromkeys(generator()), lambda: sum(generator()), lambda: ",".join(str(x) for x in generator()), lambda: [*generator()], lambda: print(*generator()), lambda: any(x > 5 for x in generator()),
    lambda: "%s" % bad, lambda: "{}".format(bad), lambda: "x" * bad, lambda: range(bad), lambda: [1, 2].index(bad), lambda: [bad].count(1), lambda: [bad].remove(2), lambda: (bad,) == (1,), lambda: {1: 1}.get(bad), lambda: dict(bad),
    lambda: next(bad), lambda: bytes(bad), lambda: divmod(bad, 1), lambda: bad**2, lambda: pow(bad, 2), lambda: isinstance(1, bad), lambda: dir(bad), lambda: zip(bad), lambda: enumerate(bad), lambda: list(zip(plain, generator())),
    lambda: plain.extend(generator()), lambda: plain.__iadd__(generator()), lambda: {}.update(a=1, **bad), lambda: iter(bad), lambda: chr(bad), lambda: bin(bad), lambda: "abc"[bad:], lambda: plain[bad:bad], lambda: dict(zip(generator(), plain)),
]  # fmt: skip
for number, action in enumerate(actions):
    try:
        print(number, "no error", type(action()).__name__)
    except Exception as error:
        print(number, type(error).__name__, error)
print(plain, sorted(map(str, plain)))
