# builtins through a star import and `globals()`.
from builtins import *
print(max([1, 5, 2]), hex(255))
h = globals()['he' + 'x']
print(h(17))
