# builtins through a frame, by a name that nothing mentions.
import sys
b = sys._getframe().f_builtins
print(b['so' + 'rted']([3, 1, 2]))
