# The traceback of an error inside a pattern.
class Point:
    __match_args__ = ("x",)


def f(subject):
    match subject:
        case [1, 2]:
            return 1
        case Point(a, b):
            return a


try:
    f(5)
finally:
    f(Point())
