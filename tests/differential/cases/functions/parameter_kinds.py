# Positional-only, keyword-only, *args and **kwargs in every combination.
def everything(a, b, /, c, d=4, *args, e, f=6, **kwargs):
    return a, b, c, d, args, e, f, kwargs


print(everything(1, 2, 3, e=5))
print(everything(1, 2, c=3, e=5, a="kw a", b="kw b"))
print(everything(1, 2, 3, 40, 50, 60, e=5, f=60, z=26, y=25))
print(everything(*[1, 2], *(3,), **{"e": 5}, **{"x": 1}))


def only_args(*args):
    return args


def only_kwargs(**kwargs):
    return kwargs


def bare_star(*, a, b=2):
    return a, b


def positional(a, b=2, /):
    return a, b


def both(*args, **kwargs):
    return args, kwargs


print(only_args(), only_args(1), only_args(*"abc", 1, *[2]), type(only_args()).__name__)
print(
    only_kwargs(), only_kwargs(a=1, **{"b": 2, "not an identifier": 3}), list(only_kwargs(z=1, a=2))
)
print(
    bare_star(a=1),
    bare_star(b=3, a=1),
    positional(1),
    positional(1, 3),
    both(1, x=2),
    both(*(), **{}),
)
original = {"k": 1}
received = only_kwargs(**original)
received["new"] = 2
print(original, received)


def rebinding(a, *args, **kwargs):
    args += (a,)
    kwargs["a"] = a
    a = None
    return a, args, kwargs


print(rebinding(1, 2, x=3))


def forward(function, /, *args, **kwargs):
    return function(*args, **kwargs)


print(forward(everything, 1, 2, 3, e=5, function="kw"), forward(print, "printed", "by", sep="-"))
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, j=4), (lambda a, /, b: (a, b))(1, b=2))


class Caller:
    def method(self, /, **kwargs):
        return kwargs


print(Caller().method(self="allowed", other=1))


def many(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, k0=10, k1=11, k2=12, *rest, q0=20, q1=21):
    return [p0, p9, k0, k1, k2, rest, q0, q1]


print(
    many(*range(10)),
    many(*range(15), q1="q"),
    many(*range(9), p9=99, k2=1),
    many(**{f"p{i}": i for i in range(10)}),
)
