# assert, del, pass, global statement order, multiple assignment targets, expression statements.
def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error, error.args)


def plain_assert():
    assert 1 == 2


def message_assert():
    assert [], "empty list"


def tuple_message():
    assert False, (1, 2)


def lazy_message():
    assert True, 1 / 0
    print("message not evaluated")


for action in (plain_assert, message_assert, tuple_message, lazy_message):
    attempt(action)

a = b = c = []
a.append(1)
print(a, b, c is a)
x, y = y, x = 1, 2
print(x, y)
del a
try:
    print(a)
except NameError as error:
    print(error)
print(b)
d = {"k": 1, "l": 2}
items = [0, 1, 2, 3, 4]
del d["k"], items[0], items[1:3]
print(d, items)


class Holder:
    attribute = 1


h = Holder()
h.value = 5
del h.value
print(hasattr(h, "value"), h.attribute)
(m, [n, o]) = (1, (2, 3))
print(m, n, o)


def delete_local():
    z = 1
    del z
    return z


def delete_twice():
    z = 1
    del z
    del z


def delete_attribute():
    del h.attribute


def delete_global():
    global nothing_here
    del nothing_here


for action in (delete_local, delete_twice, delete_attribute, delete_global):
    attempt(action)
1 + 1
"docstring-like"
...
pass
print(Ellipsis is ..., ..., repr(...), type(...).__name__, NotImplemented)
v: int = 5
w: "undefined annotation"
print(v)
(v): str = "x"
h.annotated: int = 3
print(v, h.annotated)
