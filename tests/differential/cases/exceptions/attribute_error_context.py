"""An AttributeError that leaves a look-up knows the name and the object."""


class Asks:
    def __getattr__(self, name):
        raise AttributeError("no " + name)

    @property
    def computed(self):
        raise AttributeError("computed")

    @property
    def named(self):
        raise AttributeError("named", name="own")

    @property
    def inner(self):
        return self.deeper


class Gets:
    def __getattribute__(self, name):
        raise AttributeError

    def method(self):
        pass


class Other:
    @property
    def other(self):
        raise KeyError("k")

    @property
    def chained(self):
        return [].missing


def attempt(action, own):
    try:
        action()
    except (AttributeError, KeyError) as error:
        print(type(error).__name__, error, getattr(error, "name", "-"), getattr(error, "obj", "-") is own)


asks, gets, other = Asks(), Gets(), Other()
attempt(lambda: asks.foo, asks)
attempt(lambda: asks.foo(), asks)
attempt(lambda: asks.computed, asks)
attempt(lambda: asks.named, asks)
attempt(lambda: asks.inner, asks)
attempt(lambda: getattr(asks, "dynamic"), asks)
attempt(lambda: gets.foo, gets)
attempt(lambda: gets.method(), gets)
attempt(lambda: other.other, other)
attempt(lambda: other.chained, other)
attempt(lambda: Asks.missing, Asks)
attempt(lambda: setattr(object(), "x", 1), None)
print(getattr(asks, "foo", "default"), hasattr(gets, "x"))
