# Classes changed after instances and call sites exist: caches must notice.
class Animal:
    def sound(self):
        return "..."

    kind = "animal"


class Dog(Animal):
    pass


d = Dog()


def speak(animal):
    return animal.sound(), animal.kind


print(speak(d), speak(d))
Animal.sound = lambda self: "changed on base"
print(speak(d))
Dog.sound = lambda self: "woof"
Dog.kind = "dog"
print(speak(d))
d.sound = lambda: "instance"
d.kind = "this dog"
print(speak(d), speak(Dog()))
del d.sound, d.kind
print(speak(d))
del Dog.sound
print(speak(d))
Dog.kind = property(lambda self: "computed")
print(speak(d))
d.__dict__["kind"] = "hidden by property"
print(speak(d))


class Robot:
    def sound(self):
        return "beep"

    kind = "robot"


d.__class__ = Robot
print(speak(d), type(d).__name__)


class Cat(Animal):
    def sound(self):
        return "meow"


for animal in (Dog(), Cat(), Robot(), Animal(), Cat()):
    print(speak(animal), end=" ")
print()
Cat.__bases__ = (Robot,)
print(speak(Cat()), Cat.__mro__[1].__name__, isinstance(Cat(), Robot))


def total(items):
    result = 0
    for item in items:
        result = result + item
    return result


class Money:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return other + self.n


print(total([1, 2, 3]), total([1, 2.5]), total([Money(5), 10]), total([2**62, 2**62, 2**62]))
Money.__add__ = lambda self, other: "late add"
print(total([Money(1)]), Money(1) + 1)
Money.__len__ = lambda self: self.n
Money.__getattr__ = lambda self, name: "late " + name
Money.__eq__ = lambda self, other: True
print(len(Money(4)), Money(1).missing, Money(1) == Money(2), bool(Money(0)))


def length(x):
    return len(x)


print(length([1]), length("ab"), end=" ")
saved_len = len
len = lambda x: "shadowed"
print(length([1]), end=" ")
del len
print(length([1]), saved_len is len)
