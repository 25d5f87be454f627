# __annotations__ of the module: lazy, only of statements that were run.
import sys

module = sys.modules["__main__"]
a: int = 1
b: "text"
c: Undefined
(d): int = 4
module.attribute: int = 5
print("__annotations__" in globals(), a, d)
if a > 1:
    no: int
else:
    yes: int
try:
    module.__annotations__
except NameError as error:
    print(error)
Undefined = float
print(module.__annotations__)
print(__annotations__ is module.__annotations__)
later: str = "s"
print(module.__annotations__, module.__annotate__(1))
print(__annotate__.__name__, __annotate__.__qualname__, __conditional_annotations__)
try:
    __annotate__(3)
except NotImplementedError as error:
    print("NotImplementedError", error)
del module.__annotations__
print(module.__annotate__, module.__annotations__)


def f():
    global g
    g = 5
    local: Nowhere = 1
    return local


print(f(), g)
