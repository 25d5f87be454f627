# Types that are named nowhere: an object leads to its type, and what makes the object is reached in some way.
class Key:
    def __init__(self, value):
        self.value = value

    def method(self, *rest, **named):
        yield from rest
        yield named


def kind(value):
    return value.__class__


instance = Key(1)
print(kind({1})([3, 3, 1]) == {1, 3})
print(kind({}.keys()).__name__, kind({}.items()).__name__, kind({}.values()).__name__)
print(kind(iter({1: 2})).__name__, kind(reversed({1: 2})).__name__, kind(iter([])).__name__, kind(iter(())).__name__)
print(kind(iter("ab")).__name__, kind(iter("\u1234")).__name__, kind(iter(b"")).__name__, kind(iter({1})).__name__)
print(kind(instance.method).__name__, kind(Key.method).__name__, kind(instance.method(1, 2, x=3)).__name__)
print(list(instance.method(1, 2, x=3)))
print(kind(instance.method)(Key.method, Key(2)).__self__.value)
print(kind(kind).__name__, kind(len).__name__, kind("".join).__name__, kind("".__len__).__name__)
bytes_of = b"abc".fromhex("6162")
print(bytes_of, kind(bytes_of)(3))
print(kind(1.5)("2.5"), kind(True)(0), kind("")(12), kind(1)("12"), kind(())("ab"), kind([])("ab"), kind({})(a=1))
print(kind(kind(1))("Made", (Key,), {"x": 1}).x)
print(list(kind(slice(1, 2))(1, 5, 2).indices(4)))


def outer():
    captured = 5

    def inner():
        return captured

    return inner


cell = outer().__closure__[0]
print(cell.cell_contents, kind(cell).__name__)
print(kind(outer.__code__).__name__, outer.__code__.co_name)
try:
    raise ExceptionGroup("two", [ValueError(1), KeyError("k")])
except ExceptionGroup as group:
    print(group.exceptions, kind(group.__traceback__).__name__)
