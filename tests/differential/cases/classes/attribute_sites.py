# One attribute site visited by many classes and instance shapes.
class A:
    x = "class A"


class B(A):
    def __init__(self):
        self.x = "instance B"


class C:
    __slots__ = ("x",)

    def __init__(self):
        self.x = "slot C"


class D:
    @property
    def x(self):
        return "property D"


class E:
    def __getattr__(self, name):
        return f"getattr E {name}"


class F:
    def x(self):
        return "method F"


class G:
    def __init__(self, order):
        for name in order:
            setattr(self, name, name + " G")


class H(dict):
    x = "dict subclass H"


class I:
    def __getattribute__(self, name):
        return f"getattribute I {name}"


class J:
    pass


def read(instance):
    return instance.x


def call(instance):
    return instance.x()


def write(instance, value):
    instance.x = value
    return instance.x


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


instances = [
    A(),
    B(),
    C(),
    D(),
    E(),
    F(),
    G("xyz"),
    G("zyx"),
    H(),
    I(),
    J(),
    A,
    F,
    None,
    5,
    "s",
    read,
    [1],
]
for _ in range(2):
    for instance in instances:
        result = attempt(read, instance)
        print(result if isinstance(result, str) else type(result).__name__, end="; ")
    print()
print([attempt(call, i) for i in (F(), A(), J(), G("x"))])
for instance in (A(), B(), C(), D(), E(), F(), G("ab"), H(), J(), 5, "s", None):
    print(attempt(write, instance, "written"), end="; ")
print()
objects = [G("abc"[: n % 4] + "x" + "de"[: n % 3]) for n in range(12)]
for o in objects[::2]:
    o.a = "changed"
for o in objects[::3]:
    del o.x
print([attempt(read, o) for o in objects], [sorted(vars(o)) for o in objects][:4])
many = J()
for i in range(100):
    setattr(many, f"attribute{i}", i)
print(
    many.attribute0,
    many.attribute99,
    len(vars(many)),
    sum(vars(many).values()),
    hasattr(many, "attribute100"),
)
vars(many).clear()
many.__dict__ = {"x": "replaced dict"}
print(read(many), vars(many))
A.x = "changed class A"
print(read(A()), read(B()))
del A.x
print(attempt(read, A()), read(B()))
A.__getattr__ = lambda self, name: "late getattr"
print(read(A()))
J.x = property(lambda self: "late property", lambda self, v: vars(self).update(hidden=v))
j = J()
j.x = 5
print(read(j), vars(j))
