"""A class made by calling `type` belongs to the module whose code makes the call."""


class Meta(type):
    pass


def make(name, **namespace):
    return type(name, (), namespace)


made = type("Made", (), {})
print(made.__module__, made)
print(make("Inner").__module__, make("Inner"))
print(Meta("WithMeta", (), {}))
print(make("Own", __module__="elsewhere"))
print(list(type("Order", (), {"a": 1}).__dict__)[:2])
print([type(name, (), {}) for name in ("A", "B")])
print(list(map(lambda name: type(name, (object,), {}), ("C",))))


def generate():
    yield type("Generated", (), {})


print(next(generate()))

__name__ = "renamed"
print(type("Later", (), {}))
print(type("Deep", (Exception,), {})("text").__class__)
