# property: getter, setter, deleter, inheritance, class access, errors inside.
class Celsius:
    def __init__(self, degrees=0):
        self._degrees = degrees

    @property
    def degrees(self):
        "The temperature."
        print("get")
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        print("set", value)
        if value < -273:
            raise ValueError("below absolute zero")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("delete")
        self._degrees = 0

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    def _get(self):
        return "got"

    old_style = property(_get, doc="documented")
    write_only = property(None, lambda self, v: print("wrote", v))


t = Celsius(10)
t.degrees = 30
t.degrees += 5
del t.degrees
print(
    t.degrees,
    t.fahrenheit,
    t.old_style,
    Celsius.degrees.__doc__,
    Celsius.old_style.__doc__,
    type(Celsius.degrees).__name__,
)
t.write_only = 5
t.__dict__["degrees"] = "instance dict is ignored"
print(t.degrees, Celsius.degrees.fget(t), Celsius.degrees.fset is not None, Celsius.fahrenheit.fset)


class Sub(Celsius):
    @property
    def degrees(self):
        return "sub " + str(super().degrees)

    @Celsius.fahrenheit.getter
    def fahrenheit(self):
        return "overridden"


s = Sub(7)
print(s.degrees, s.fahrenheit)


class Broken:
    @property
    def attribute(self):
        return self.missing

    @property
    def fallback(self):
        raise AttributeError("from property")

    def __getattr__(self, name):
        return f"getattr {name}"


print(Broken().attribute, Broken().fallback)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: setattr(t, "degrees", -300))
attempt(lambda: setattr(t, "fahrenheit", 1))
attempt(lambda: delattr(t, "fahrenheit"))
attempt(lambda: t.write_only)
attempt(lambda: setattr(s, "degrees", 1))
attempt(lambda: setattr(t, "old_style", 1))
attempt(lambda: Celsius.degrees())
attempt(lambda: property(1, 2, 3, 4, 5))
