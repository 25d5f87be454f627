"""Cycles through objects whose `__init__` can be called again."""


class Witness:
    def __init__(self, name):
        self.name = name

    def __call__(self):
        return self.name

    def __del__(self):
        print("del", self.name)


def cycle(make):
    value = make(Witness(make.__name__))
    value.witness = Witness(make.__name__ + " attribute")
    value.__init__(value)


cycle(staticmethod)
cycle(classmethod)


class Base:
    def f(self):
        return "base"


class Derived(Base):
    def f(self):
        parent = super()
        self.parent = parent
        super.__init__(parent, Derived, self)
        return parent.f()


print(Derived().f())
chained = property(Witness("getter"), Witness("setter"))
chained.__init__(chained, chained, chained, "doc")
print(chained.__doc__)
del chained
