# Builtins are the same objects however and whenever they are asked for.
first = len
import builtins

print(builtins.len is first, builtins.ValueError is ValueError, builtins.__dict__["range"] is range)
print(builtins.IOError is OSError, builtins.EnvironmentError is OSError, builtins.__name__)


def shadowed():
    return abs(-2)


print(shadowed())
builtins.abs = lambda value: "replaced"
print(shadowed())
del builtins.abs
try:
    shadowed()
except NameError as error:
    print(error)
builtins.brand_new = 5
print(brand_new)
del builtins.brand_new
try:
    print(brand_new)
except NameError as error:
    print(error)
names = set(dir(builtins))
print({"print", "NotImplemented", "Ellipsis", "BaseExceptionGroup", "open", "sorted", "super"} <= names)
print("UnsupportedOperation" in names)
print({"enumerate", "map", "property", "slice"} <= {cls.__name__ for cls in object.__subclasses__()})
