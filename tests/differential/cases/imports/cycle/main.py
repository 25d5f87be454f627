# Two modules that import each other, with names used late and too early.
print("main")
import first

print(first.use_second(), first.second.use_first())
import early_a

print(early_a.result)
from first import use_second

print(use_second() == first.use_second())
import sys

print(sys.modules["first"] is first, "second" in sys.modules, "nothing" in sys.modules)
