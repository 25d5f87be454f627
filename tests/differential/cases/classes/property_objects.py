"""`property`: what its parts are, where its docstring comes from, what a copy keeps, what its messages say."""

import sys


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def get(self):
    "of get"
    return 1


def other(self):
    "of other"
    return 2


def bare(self):
    return 3


for name in ("getter", "setter", "deleter", "__set_name__"):
    method = property.__dict__[name]
    print(name, method.__text_signature__, method.__doc__)
    print(type(method).__name__, property.__dict__[name])

plain = property(get)
print(plain.__doc__, plain.fget is get, plain.fset, plain.fdel)
print(plain.getter(other).__doc__)
print(plain.getter(bare).__doc__)
print(plain.setter(bare).__doc__)
given = property(get, doc="given")
print(given.__doc__, given.getter(other).__doc__, given.setter(bare).getter(other).__doc__)
print(property().__doc__, property(doc="only").getter(get).__doc__)
print(property(bare).__doc__, property(bare).getter(get).__doc__)
print(property(bare).setter(get).__doc__)

show(lambda: property(1, 2, 3, 4, 5))
show(lambda: property(get, fget=get))
show(lambda: property(getter=get))
show(lambda: property(fgte=get))
show(lambda: plain.getter())
show(lambda: plain.getter(1, 2))
show(lambda: plain.getter(object=1))
show(lambda: plain.__set_name__(1))
show(lambda: plain.__set_name__(1, 2, 3))
show(lambda: property.getter(5, get))
show(lambda: property.fget.__get__(5))
show(lambda: property.__get__(plain))
show(lambda: property.__get__(plain, None, None))
show(lambda: plain.__get__(None, int) is plain)
show(lambda: plain.__get__(5))
show(lambda: plain.__set__(5, 6))
show(lambda: plain.__delete__(5))


def set_fget():
    plain.fget = bare


def delete_fget():
    del plain.fget


show(set_fget)
show(delete_fget)
show(lambda: plain.__name__)
show(lambda: property().__name__)
show(lambda: property(5).__name__)
plain.__name__ = "changed"
print(plain.__name__)
del plain.__name__
print(plain.__name__)
plain.__doc__ = "new doc"
print(plain.__doc__)
plain.__init__()
print(plain.fget, plain.__doc__)
print(isinstance(plain, property), type(plain), type(type(plain)))


class C:
    @property
    def x(self):
        "x of C"
        return "got"

    @x.setter
    def x(self, value):
        print("set", value)

    @x.deleter
    def x(self):
        print("deleted")

    y = property()
    z = property(get)


c = C()
print(c.x, C.x.__doc__, C.x.__name__)
c.x = 5
del c.x
show(lambda: c.y)
show(lambda: setattr(c, "y", 1))
show(lambda: delattr(c, "y"))
show(lambda: setattr(c, "z", 1))
show(lambda: delattr(c, "z"))


class Sub(property):
    pass


class Documented(property):
    "of the class"


for kind in (Sub, Documented):
    made = kind(get)
    print(made.__doc__, made.getter(other).__doc__, type(made.getter(other)).__name__)
    made.extra = 1
    print(made.extra, sorted(made.__dict__))
    made = kind(bare)
    print(made.__doc__)

    kept = kind(get, doc="given")
    print(kept.__doc__, kept.setter(bare).__doc__, kept.getter(other).__doc__)


class Slotted(property):
    __slots__ = ()


show(lambda: Slotted(bare).__doc__)
show(lambda: Slotted(bare, doc="lost").__doc__)
show(lambda: Slotted(get))

made = super.__new__(super)
print(made, super.__doc__)
show(lambda: super(5))
show(lambda: super(C, 5))
show(lambda: super(C, c, 1))
show(lambda: super(type=C))
print(super(C, c).__thisclass__, super(C, c).__self_class__, super(C, c).__self__ is c)

module = type(sys)
print(module, module.__module__, isinstance(module("m"), module), module("m", "doc").__doc__)
print(vars(module("m", "doc"))["__doc__"])
