# builtins through a star import and `globals()`.
from builtins import *
print(max([1, 5, 2]), hex(255))
h = globals()['he' + 'x']
print(h(17))
print(globals()["so" + "rted"]([3, 1, 2]))
print(list(globals()["ra" + "nge"](3)))
print([pair for pair in globals()["enu" + "merate"]("ab")])
