# Private name mangling, the __class__ cell, nested classes, class namespace details.
class Account:
    __rate = 5
    _single = 1
    __dunder__ = "kept"

    def __init__(self):
        self.__balance = 100

    def __private(self):
        return self.__balance * Account.__rate

    def public(self):
        return self.__private(), self._Account__balance, self.__dunder__

    def compare(self, other):
        return self.__balance == other.__balance

    def keyword(self, __argument=1):
        __local = __argument
        return __local


class Savings(Account):
    __rate = 50

    def rate(self):
        return self.__rate, self._Account__rate


a = Account()
print(
    a.public(),
    a._Account__private(),
    a.__dict__,
    a.compare(Account()),
    Savings().rate(),
    a.keyword(2),
    a.keyword(_Account__argument=3),
)
print(
    [k for k in vars(Account) if "rate" in k or "single" in k],
    hasattr(a, "__balance"),
    hasattr(a, "_Account__balance"),
)


class _Under:
    __x = 1

    def get(self):
        return self._Under__x


print(_Under().get())


class Cell:
    def me(self):
        return __class__

    def inner(self):
        def deeper():
            return __class__.__name__, [__class__ for _ in range(1)][0] is Cell

        return deeper()

    @classmethod
    def named(cls):
        return __class__ is Cell, cls.__name__


class SubCell(Cell):
    pass


print(SubCell().me() is Cell, SubCell().inner(), SubCell.named())


class Outer:
    level = "outer"

    class Inner:
        level = "inner"

        def read(self):
            return self.level, Outer.level, Outer.Inner.level, type(self).__qualname__

    made = Inner()
    __qualname__ = "Renamed"


print(Outer.made.read(), Outer.__qualname__, Outer.__name__)


class Body:
    print("running body", __name__, __qualname__)
    items = []
    for i in range(3):
        items.append(i)
    if items:
        chosen = "if in body"

    def early(self):
        return self.chosen

    early_result = len(items)
    del i


print(Body.items, Body().early(), Body.early_result, hasattr(Body, "i"), Body.__module__)
try:
    a.__balance
except AttributeError as error:
    print(error)
