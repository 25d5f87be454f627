"""`super()` without arguments where the module binds the name `super`, or may by a star import."""

from builtins import *


class Base:
    def name(self):
        return "base"

    @classmethod
    def make(cls):
        return cls, "made by base"


class Derived(Base):
    def name(self):
        return "derived of " + super().name()

    @classmethod
    def make(cls):
        return super().make()

    def nested(self):
        def inner(receiver):
            return super().name()

        return inner(self)


def show(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


derived = Derived()
show(derived.name)
show(Derived.make)
show(derived.nested)


def super(*arguments):
    return Replacement(arguments)


class Replacement:
    def __init__(self, arguments):
        self.arguments = arguments

    def name(self):
        return f"replacement with {self.arguments}"


show(derived.name)
show(Derived.make)
show(derived.nested)
super = 5
show(derived.name)
del super
show(derived.name)
show(derived.nested)


class Own:
    def super():
        return "of the class body"

    value = super()


print(Own.value)


def without_parameters():
    return super()


show(without_parameters)
