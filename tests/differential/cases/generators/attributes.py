# Generator attributes: names, state flags, frames, text, use after errors.
def simple(a):
    yield a
    yield a + 1


g = simple(1)
print(
    g.__name__,
    g.__qualname__,
    g.gi_running,
    g.gi_yieldfrom,
    simple.__name__,
    type(g).__name__,
    g.gi_suspended,
)
print(next(g), g.gi_suspended, g.gi_frame is not None)
list(g)
print(g.gi_frame, g.gi_suspended, g.gi_running)
g.__name__ = "renamed"
print(
    g.__name__,
    hasattr(g, "send"),
    hasattr(g, "throw"),
    hasattr(g, "close"),
    hasattr(g, "__next__"),
    hasattr(g, "__len__"),
)


def failing():
    yield 1
    raise ValueError("once")


f = failing()
print(next(f))
for _ in range(2):
    try:
        print(next(f, "exhausted"))
    except ValueError as error:
        print("error", error)


def checks_running():
    yield me.gi_running


me = checks_running()
print(next(me), me.gi_running)


def delegating():
    yield from inner_generator


inner_generator = simple(5)
d = delegating()
next(d)
print(d.gi_yieldfrom is inner_generator)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: g.missing)
attempt(lambda: setattr(g, "x", 1))
attempt(lambda: setattr(g, "__name__", 5))
attempt(lambda: g + 1)
attempt(lambda: g())
attempt(lambda: hash(g) == hash(g))
attempt(lambda: bool(g))
attempt(lambda: g == g and g != simple(1))
attempt(lambda: type(g)())
print(
    (lambda: (yield))().__name__,
    (x for x in ()).__name__,
    simple(1).__next__(),
    simple(2).__iter__().__next__(),
)
