# Every import form over a package with subpackages: absolute, relative, alias, star, from.
print("main starts", __name__)
import shapes
import shapes.round
import shapes.round.circle as circle_module
from shapes import SIDES, describe
from shapes.flat import square, triangle as tri
from shapes.round.circle import Circle, area as circle_area
from shapes.flat import *

print(
    shapes.__name__,
    shapes.round.__name__,
    circle_module.__name__,
    circle_module is shapes.round.circle,
)
print(SIDES, describe("x"), square.NAME, tri.NAME, Circle(2).area(), circle_area(1))
print(exported, "_private" in dir(), "not_exported" in dir(), square.sibling(), tri.cousin())
print(
    shapes.flat.triangle is tri,
    shapes.__package__,
    shapes.round.circle.__package__,
    shapes.round.__package__,
    __package__,
)
import shapes

print(
    shapes.counter.bump(), shapes.counter.bump(), circle_module.bump_there(), shapes.counter.value
)


def local_import():
    from shapes.flat.square import NAME
    import shapes.flat.square as s

    return NAME, s.NAME


print(local_import())
shapes.new_attribute = "set from outside"
print(shapes.read_new())
