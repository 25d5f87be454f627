# __init_subclass__ with keywords, __set_name__ order, class creation sequence.
log = []


class Field:
    def __set_name__(self, owner, name):
        log.append(f"set_name {owner.__name__}.{name}")
        self.name = name


class Base:
    fields = []

    def __init_subclass__(cls, /, prefix="", **kwargs):
        log.append(f"init_subclass {cls.__name__} {prefix!r} {kwargs}")
        super().__init_subclass__(**kwargs)
        cls.prefix = prefix
        cls.fields = [*cls.fields, *(v.name for v in vars(cls).values() if isinstance(v, Field))]


class First(Base, prefix="f"):
    a = Field()
    b = Field()


class Second(First):
    c = Field()
    log.append("body of Second")


print(log, First.prefix, Second.prefix, Second.fields)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", ""))


def unexpected():
    class Third(Base, unknown=1):
        pass


def plain_keyword():
    class Plain(unknown=1):
        pass


def bad_set_name():
    class Broken:
        def __set_name__(self, owner, name):
            raise ValueError("broken " + name)

    class Uses:
        field = Broken()


def body_error():
    class Failing:
        x = 1
        y = x / 0


for action in (unexpected, plain_keyword, bad_set_name, body_error):
    attempt(action)
dynamic = type("Dynamic", (Base,), {"z": Field(), "method": lambda self: "m"}, prefix="dyn")
print(
    dynamic.fields,
    dynamic.prefix,
    dynamic().method(),
    dynamic.__name__,
    type("Bare", (), {})().__class__.__name__,
)
order = []


def decorator(cls):
    order.append("decorator")
    return cls


class Hook:
    def __init_subclass__(cls):
        order.append("init_subclass")


@decorator
class Ordered(Hook):
    order.append("body")
    field = Field()


print(order, log[-1])


class Plugin:
    registry = {}

    def __init_subclass__(cls, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[name or cls.__name__.lower()] = cls


class Alpha(Plugin):
    pass


class Beta(Plugin, name="b"):
    pass


class Gamma(Beta):
    pass


print(
    {name: cls.__name__ for name, cls in Plugin.registry.items()},
    Base.__subclasses__() == [First, dynamic],
)
