# locals(), vars() and dir() inside comprehensions.
def f(a):
    b = 2
    r = [list(locals()) for x in (1,) for q in (2,)]
    c = 3
    s = [list(locals()) for y in (1,)]
    d = 4
    t = [list(locals()) for x in (1,)]
    return r, s, t


print(f(1))


def g(a):
    c = 1
    x = 5
    r = [(x, list(locals())) for x in (1,) for z in (2,)]
    d = 1
    return r, [[list(locals()) for i in (1,)] for j in (1,)]


print(g(1))


def h(a, *args, k=1):
    b = 2
    u = [vars() for a in (9,)]
    w = {x: dir() for x in "q"}

    def inner():
        return b, free

    free = 1
    v = {tuple(sorted(locals())) for q in (1,)}
    return u, w, v


print(h(1))


def shadow():
    x = "outer"
    out = [locals() for x in (1, 2)]
    captured = [(lambda: y, list(locals())) for y in (1, 2)]
    return out, x, [(f(), names) for f, names in captured]


print(shadow())
print([sorted(locals()) for m in (1,)], ["m" in locals() for m in (1,)], [locals() is globals() for m in (1,)])
print([dir() for m in (1,) for n in (2,)], [globals() is locals() for _ in ()], {vars()["m"]: 1 for m in (3,)})


class C:
    p = 1
    print([sorted(locals()) for z in (1,)], [dir() for x in (1,)])


def nested(n):
    def inner():
        return [sorted(locals()) for k in (n,)]

    return inner()


print(nested(1))


def in_generator(a):
    hidden = 2
    first = list(sorted(locals()) for x in (1,))
    second = [{k: v for k, v in names.items() if k != ".0"} for names in (locals() for x in (7, 8) if a)]
    third = list([sorted(locals()) for y in (x,)] for x in (1,))
    return first, second, third


print(in_generator(1), list(sorted(locals()) for x in (1,)), list(dir() for x in (1,)))
