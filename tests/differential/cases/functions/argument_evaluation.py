# Arguments are evaluated before the callable is checked; defaults and keywords bind by name.
log = []


def note(value):
    log.append(getattr(value, "__name__", value))
    return value


def attempt(action):
    try:
        print(action(), log)
    except Exception as error:
        print(type(error).__name__, error, log)
    log.clear()


def f(a, b=2, *args, c=3, **kwargs):
    return a, b, args, c, kwargs


number = 5
attempt(lambda: number(note(1), note(2)))
attempt(lambda: f(note(1), note(2), note(3), c=note(4), z=note(5)))
attempt(lambda: f(c=note("c"), b=note("b"), a=note("a")))
attempt(lambda: f(*note([1, 2]), *note((3,)), **note({"c": 4}), **note({"z": 5})))
attempt(lambda: f(note(1), *note([2]), k=note(3), *note([4]), **note({"j": 5})))
attempt(lambda: missing(note(1)))
attempt(lambda: f(note(1), missing, note(2)))
attempt(lambda: note(f)(note(1)))
attempt(lambda: f(note(1), a=note(2)))
attempt(lambda: f(*note(5)))
attempt(lambda: f(**note([1])))
attempt(lambda: note(None).method(note(1)))
attempt(lambda: note("abc").upper(note(1)))
attempt(lambda: note([]).append(note(1)))
attempt(lambda: f(1, *[2, 3], **{"c": 1 / 0}))
attempt(lambda: f((yield_ := 5), b=yield_))
attempt(lambda: f(*(note(i) for i in range(3))))
attempt(lambda: f(*[note(i) for i in range(2)], c=[note(i) for i in range(2)]))
attempt(lambda: (lambda *a, **k: (a, k))(*"ab", *[], **{}, **{"x": 1}))


class Chain:
    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        def method(*args, **kwargs):
            self.calls.append((name, args, kwargs))
            return self

        return method


print(Chain().first(1).second(k=2).third(*[3], **{"m": 4}).calls)


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15):
    return a0 + a15, a7


print(
    many(*range(16)),
    many(**{f"a{i}": i * i for i in range(16)}),
    many(*range(10), a15=1, a14=2, a13=3, a12=4, a11=5, a10=6),
)
attempt(lambda: many(*range(15)))
attempt(lambda: many(*range(17)))
attempt(lambda: many(*range(16), a3=1))
attempt(lambda: many(*range(5)))
print(
    max(*[3, 9], 4, key=lambda v: -v),
    sorted(iterable := [2, 1], reverse=bool(iterable)),
    int("11", base=note(2)),
    "{a}{0}".format(note("z"), a=note("y")),
    log,
)
