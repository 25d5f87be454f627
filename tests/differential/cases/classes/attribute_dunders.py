# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class Lazy:
    known = "class attribute"

    def __init__(self):
        self.loaded = []

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"private {name}")
        self.loaded.append(name)
        value = name.upper()
        setattr(self, name, value)
        return value


z = Lazy()
print(
    z.alpha,
    z.alpha,
    z.beta,
    z.known,
    z.loaded,
    hasattr(z, "_hidden"),
    getattr(z, "_hidden", "default"),
)


class Guarded:
    def __init__(self):
        object.__setattr__(self, "log", [])
        self.x = 1

    def __setattr__(self, name, value):
        self.log.append(("set", name, value))
        if name == "readonly":
            raise AttributeError("readonly!")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append(("del", name))
        super().__delattr__(name)


g = Guarded()
g.y = 2
g.y += 5
del g.y
try:
    g.readonly = 1
except AttributeError as error:
    print(error)
try:
    del g.missing
except AttributeError as error:
    print(error)
print(g.log, g.x)


class Everything:
    def __init__(self):
        self.real = 1

    def __getattribute__(self, name):
        if name == "secret":
            raise AttributeError("intercepted " + name)
        if name == "fake":
            return "made up"
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"fallback {name}"

    def method(self):
        return self.fake, self.real, self.secret


e = Everything()
print(e.real, e.fake, e.secret, e.other, e.method(), e.__dict__)


class Proxy:
    def __init__(self, target):
        self.__dict__["_target"] = target

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        setattr(self._target, name, value)


class Target:
    value = 5

    def hello(self):
        return "hello from " + type(self).__name__


t = Target()
p = Proxy(t)
p.value = 10
print(p.hello(), p.value, t.value, Target.value, p.__dict__ == {"_target": t})
try:
    len(Proxy([1, 2]))
except TypeError as error:
    print(error, Proxy([1, 2]).__len__())


class Dir:
    def __init__(self):
        self.b = 1
        self.a = 2

    def method(self):
        pass


class CustomDir:
    def __dir__(self):
        return ["z", "a"]


print(
    [name for name in dir(Dir()) if not name.startswith("__")],
    dir(CustomDir()),
    [n for n in dir(Dir) if n[0] != "_"],
)
