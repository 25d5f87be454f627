# The names of a module stand in the order in which they were bound, whoever binds them.
def own():
    return [name for name in globals() if not name.startswith("_")]


def bind_late():
    global late, later
    later = 1
    late = 2


late_was = "late" in globals()
print(own(), late_was)
bind_late()
print(own())
del later  # noqa: F821
print(own())
globals()["by_item"] = 3
later = 4
print(own())
del globals()["late"]
globals()["later"] = 5
bind_late()
print(own(), late, later)
first = own()
late = "replaced"
globals()["by_item"] = "replaced too"
print(own() == first, by_item)  # noqa: F821
print(list(reversed(globals()))[:3], list(globals().items())[-2:], list(globals().values())[-1])


class Made:
    x = 1


for index in range(2):
    pass
try:
    raise ValueError("caught")
except ValueError as caught:
    print("caught" in globals())
print(own())
import sys as system  # noqa: E402
from sys import path as found  # noqa: E402

print(own()[-2:])
if (walrus := 5) > 3:
    print(own()[-1])
with open(__file__) as opened:
    pass
del opened
print("opened" in globals(), "walrus" in globals())
[unpacked, *others] = 1, 2, 3
print(own()[-2:])
module = system.modules["__main__"]
module.attribute = "set on the module"
print(own()[-1], attribute)  # noqa: F821
del module.attribute
setattr(module, "later", "changed by setattr")
print(later, hasattr(module, "attribute"), "attribute" in dir(), own()[-1])
print(globals().popitem()[0], hasattr(system, "modules"), "module" in globals())
