# A program that makes classes and names none of the types it takes.
class Base:
    pass


class Derived(Base):
    def method(self):
        return "called"


print(Derived().method(), Derived.__name__)


def plain(cls):
    return cls


@plain
class Meta(Derived, Base):
    def __new__(cls, *rest):
        made = super().__new__(cls)
        made.rest = rest
        return made


print(Meta(1, 2).rest)
try:
    class Broken(1):
        pass
except TypeError as error:
    print("TypeError")
