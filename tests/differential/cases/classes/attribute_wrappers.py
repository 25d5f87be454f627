# `__getattribute__`, `__setattr__` and `__delattr__` of object and type are slot wrappers.
import sys


def attempt(action, *arguments, **keywords):
    try:
        print(repr(action(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


class Plain:
    def __init__(self):
        self.x = 1


class Slotted:
    __slots__ = ("a",)


class Wrapping:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, (value,))

    def __delattr__(self, name):
        super().__delattr__(name)

    def __getattribute__(self, name):
        return super().__getattribute__(name)


class Meta(type):
    def __setattr__(cls, name, value):
        super().__setattr__(name, value)
        print("set", name)

    def __getattribute__(cls, name):
        return super().__getattribute__(name)


class Made(metaclass=Meta):
    pass


class Asked:
    def __getattr__(self, name):
        return "asked for " + name


Made.y = 3
print(Made.y)
del Made.y
wrapping = Wrapping()
wrapping.q = 1
print(wrapping.q, wrapping.__dict__)
del wrapping.q
print(wrapping.__dict__, Asked().foo, Asked().__class__)

for owner in (object, type, Plain, Slotted, Made):
    for name in ("__getattribute__", "__setattr__", "__delattr__"):
        method = getattr(owner, name)
        print(owner.__name__, name, type(method).__name__, name in vars(owner))
print(object.__setattr__.__qualname__, type.__delattr__, repr(Plain().__setattr__)[:40])

for arguments in ((), ("x",), ("x", 1), (1, 1), ("x", 1, 2)):
    for receiver in (Plain(), 5, Plain, int, Slotted(), len):
        attempt(object.__setattr__, receiver, *arguments)
        attempt(object.__delattr__, receiver, *arguments)
        if receiver is not int:
            attempt(type.__setattr__, receiver, *arguments)
            attempt(type.__delattr__, receiver, *arguments)
for receiver in (Plain(), 5, Plain, int, len):
    for name in ("missing", "real", "__name__", 1):
        attempt(object.__getattribute__, receiver, name)
        attempt(type.__getattribute__, receiver, name)
attempt(object.__setattr__)
attempt(object.__setattr__, Plain(), "x", value=1)
attempt(object.__getattribute__)
attempt(Plain().__setattr__, "a")
attempt(Plain().__getattribute__)

attempt(object.__setattr__, sys, "own_attribute", 3)
print(sys.own_attribute)
attempt(object.__delattr__, sys, "own_attribute")
attempt(object.__getattribute__, sys, "maxsize")

attempt(object.__init_subclass__, 1)
attempt(Plain.__init_subclass__, a=1)
attempt(object.__subclasshook__)
attempt(object.__subclasshook__, 1)
