# Object lifetime around exceptions, generators and with blocks.
class Tracked:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("delete", self.name)


def fails():
    local = Tracked("in frame")
    raise ValueError("keeps the frame alive")


try:
    fails()
except ValueError as error:
    print("handling", error)
print("after handler")


def generator():
    held = Tracked("held by generator")
    try:
        yield 1
    finally:
        print("generator finally")


g = generator()
next(g)
g = None
print("generator dropped")


def saved():
    try:
        fails()
    except ValueError as error:
        return error


e = saved()
print("have", e)
e = None
print("exception dropped")


class Resurrect:
    saved = []

    def __del__(self):
        print("resurrecting")
        Resurrect.saved.append(self)


r = Resurrect()
r = None
print(len(Resurrect.saved))
Resurrect.saved.clear()
print("second time is silent", len(Resurrect.saved))


class Parent:
    def __init__(self):
        self.child = Tracked("child")

    def __del__(self):
        print("parent first, then", self.child.name)


p = Parent()
p = None


class Holder:
    def __init__(self, value):
        self.value = value


h = Holder(Tracked("attribute"))
h.value = None
print("attribute replaced")
h.value = Tracked("deleted attribute")
del h.value
print("attribute deleted")
h.value = Tracked("with holder")
h = None


def default(value=Tracked("default")):
    pass


default = None
print("function dropped")


def arguments(*args, **kwargs):
    print(len(args), sorted(kwargs))


arguments(Tracked("arg"), k=Tracked("kwarg"))
print("end")
