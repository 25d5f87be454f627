# gi_frame, gi_yieldfrom and gi_suspended over a generator's life; names are the generator's own.
def inner():
    yield 1
    yield 2


def outer():
    yield 0
    yield from inner()
    yield from [3]
    yield 4


g = outer()
while True:
    frame = g.gi_frame
    delegate = g.gi_yieldfrom
    print(
        type(delegate).__name__,
        g.gi_suspended,
        g.gi_running,
        frame is None or frame.f_code is outer.__code__ or frame.f_code == outer.__code__,
        frame is None,
    )
    try:
        print(next(g))
    except StopIteration:
        break
print(g.gi_frame, g.gi_yieldfrom, g.gi_suspended, type(outer().gi_frame).__name__)
h = outer()
print(h.gi_frame == h.gi_frame, h.gi_frame != outer().gi_frame, h.gi_frame.f_generator is h)
print(h.gi_frame.f_globals is globals(), outer.__globals__ is globals(), outer.__type_params__)
outer.__name__ = "changed"
print(h.__name__, outer().__name__, h.__qualname__)
h.__qualname__ = "a.b"
print(h.__qualname__, "a.b" in repr(h))
for name in ("__name__", "__qualname__"):
    try:
        delattr(h, name)
    except TypeError as error:
        print(error)


def thrown():
    try:
        yield from inner()
    except KeyError:
        print("caught", t.gi_yieldfrom)
        yield "after"


t = thrown()
next(t)
print(t.gi_yieldfrom is not None, t.throw(KeyError), t.gi_yieldfrom)
