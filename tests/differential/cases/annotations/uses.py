# Annotations as programs use them: class decorators, hooks, metaclasses, namespaces, nesting.
def dataclass(cls):
    names = list(cls.__annotations__)
    def __init__(self, *args):
        for n, a in zip(names, args): setattr(self, n, a)
    cls.__init__ = __init__
    return cls
@dataclass
class P:
    x: int
    y: "float" = 0
p = P(1, 2); print(p.x, p.y, P.__annotations__)
class Base:
    def __init_subclass__(cls): print(cls.__name__, cls.__annotations__)
class S(Base):
    a: int
class Meta(type):
    def __new__(m, name, bases, ns):
        print(sorted(k for k in ns if "annot" in k))
        return super().__new__(m, name, bases, ns)
class M(metaclass=Meta):
    q: "later"
print(M.__annotations__)
class NS(dict):
    def __missing__(self, k):
        if k.startswith("magic"): return k.upper()
        raise KeyError(k)
class Meta2(type):
    @classmethod
    def __prepare__(m, name, bases): return NS()
class W(metaclass=Meta2):
    v: magic_one
    z = magic_two
    def f(self, a: magic_three): pass
print(W.z, W.__annotations__, W.f.__annotations__)
def outer():
    T = int
    class In:
        T2 = str
        a: T
        b: T2
        c: list[T | T2]
        def m(self, x: T, y: T2, z: "In") -> In: pass
        class Deep:
            d: T
            e: In
    return In
In = outer()
print(In.__annotations__, In.m.__annotations__["x"], In.m.__annotations__["y"], In.m.__annotations__["return"].__name__, In.Deep.__annotations__["d"], In.Deep.__annotations__["e"].__name__)
def deco(f): f.deco = True; return f
@deco
def dd(a: int): pass
print(dd.__annotations__, dd.deco)
class L:
    def a(self) -> L: ...
    def list(self) -> list: ...
    def b(self) -> list[int]: ...
print(L.a.__annotations__)
try: print(L.b.__annotations__)
except TypeError as e: print(e)
def many(a: {k: v for k, v in {"x": int}.items()}, b: (1, 2), *c: [i for i in range(3)], d: set(range(2)) = 3) -> f"{1+1}": pass
print(many.__annotations__)
class Unused:
    x: undefined_thing
    def f(self, a: undefined_thing2): pass
print(Unused().f(1))
try: Unused.__annotations__
except NameError as e:
    import sys
    print(e)
def f(x: int = 5, /, *, y: str = "a", **k: object) -> None: return x
print(f(), f(3, y=2), f.__annotations__, f.__defaults__, f.__kwdefaults__)
class Q:
    if True:
        a: int = 1
        if False: b: int
    for i in range(1): c: str
    c: bytes
print(Q.__annotations__, sorted(k for k in Q.__dict__ if not k.startswith("__") or "annot" in k))
lam = lambda x: x
print(lam.__annotations__, print.__class__)
class Stale:
    T = int
    x: T
    def f(self, a: T): pass
Stale.T = str
print(Stale.__annotations__, Stale.f.__annotations__, [k for k in Stale.__dict__ if "cell" in k])
