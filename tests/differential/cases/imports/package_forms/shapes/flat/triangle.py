print("init triangle")
from ..round.circle import PI
from . import exported

NAME = "triangle"


def cousin():
    return PI, exported
