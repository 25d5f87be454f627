print("init circle", __name__)
from . import PI
from .. import counter
from ..counter import bump as bump_there


def area(r):
    return PI * r * r


class Circle:
    def __init__(self, r):
        self.r = r

    def area(self):
        return area(self.r), counter.value
