# `from m import *` with and without __all__, underscore names, rebinding order.
value = "main value"
from with_all import *

print(public, _listed, value)
from without_all import *

print(value, helper(), "_hidden" in globals(), "os_like" in globals(), Class.__name__)
value = "rebound"
print(value, helper())
from package import *

print(one.NAME, "two" in globals(), constant)
try:
    from bad_all import *
except AttributeError as error:
    print(type(error).__name__, error)
print(sorted(n for n in globals() if not n.startswith("__")))
