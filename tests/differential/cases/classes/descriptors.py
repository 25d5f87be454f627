# Data and non-data descriptors, __set_name__, lookup priority.
class Typed:
    def __init__(self, kind, default=None):
        self.kind = kind
        self.default = default

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        instance.__dict__.pop(self.name, None)


class Person:
    name = Typed(str, "nobody")
    age = Typed(int, 0)


p = Person()
print(p.name, p.age)
p.name, p.age = "Ann", 30
print(p.name, p.age, p.__dict__, Person.age.kind is int)
del p.name
print(p.name, p.__dict__)
try:
    p.age = "old"
except TypeError as error:
    print(error)


class NonData:
    def __get__(self, instance, owner):
        return ("nondata", instance is not None, owner.__name__)


class Data(NonData):
    def __set__(self, instance, value):
        print("data set", value)


class Holder:
    n = NonData()
    d = Data()


h = Holder()
print(h.n, Holder.n, h.d)
h.n = "instance wins"
h.d = 5
h.__dict__["d"] = "data descriptor wins"
print(h.n, h.d, Holder.n)
Holder.d = "replaced on class"
print(h.d, Holder.d)


class Function:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return lambda *args: self.function(instance, "bound", *args)


class Uses:
    @Function
    def method(self, how, x):
        return how, x, self is not None


print(Uses().method(5))


class Cached:
    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        print("computing")
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class Circle:
    @Cached
    def area(self):
        return 42


c = Circle()
print(c.area, c.area)


class Failing:
    def __get__(self, instance, owner):
        raise AttributeError("descriptor failed")

    def __set__(self, instance, value):
        raise AttributeError("cannot set")


class UsesFailing:
    f = Failing()


for action in (
    lambda: UsesFailing().f,
    lambda: setattr(UsesFailing(), "f", 1),
    lambda: delattr(UsesFailing(), "f"),
    lambda: hasattr(UsesFailing(), "f"),
):
    try:
        print(action())
    except AttributeError as error:
        print(error)
print(
    (lambda self: self).__get__(5)(),
    str.upper.__get__("x")(),
    Person.__dict__["age"].__get__(p, Person),
)
