# Only in a class body are `__new__`, `__init_subclass__` and `__class_getitem__` wrapped without saying so.


class Body:
    def __new__(cls):
        return super().__new__(cls)

    def __init_subclass__(cls):
        print("subclass", cls.__name__)

    def __class_getitem__(cls, item):
        return cls.__name__, item


class Derived(Body):
    pass


print(
    Derived["item"],
    [
        type(Body.__dict__[name]).__name__
        for name in ("__new__", "__init_subclass__", "__class_getitem__")
    ],
)


class Later:
    pass


Later.__new__ = lambda cls: object.__new__(cls)
Later.__init_subclass__ = lambda cls: print("later", cls.__name__)
Later.__class_getitem__ = lambda cls, item: (cls, item)
print(
    [
        type(Later.__dict__[name]).__name__
        for name in ("__new__", "__init_subclass__", "__class_getitem__")
    ]
)
print(type(Later()).__name__)
for action in (lambda: type("Child", (Later,), {}), lambda: Later["item"]):
    try:
        print(action())
    except TypeError as error:
        print(error)
Later.__init_subclass__ = classmethod(lambda cls: print("now", cls.__name__))
Later.__class_getitem__ = classmethod(lambda cls, item: (cls.__name__, item))
print(type("Child", (Later,), {})["item"])


# A data descriptor that says only how to set leaves reading to the instance.
class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["x"] = ["set", value]


class Holder:
    x = SetOnly()


holder = Holder()
for round in range(3):
    print(type(holder.x).__name__)
    holder.x = round
    print(holder.x)
    del holder.__dict__["x"]
try:
    del holder.x
except AttributeError as error:
    print(error)


class MetaSetOnly(type):
    y = SetOnly()


class Made(metaclass=MetaSetOnly):
    y = "own"


print(Made.y)
