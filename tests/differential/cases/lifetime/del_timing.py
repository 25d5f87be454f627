# __del__ runs when the last reference goes: rebinding, del, scope end, containers.
class Tracked:
    def __init__(self, name):
        self.name = name
        print("create", name)

    def __del__(self):
        print("delete", self.name)


a = Tracked("a")
a = None
print("after rebinding")
b = Tracked("b")
alias = b
del b
print("alias keeps it")
del alias
print("after del")


def scope():
    local = Tracked("local")
    print("in scope", local.name)


scope()
print("after scope")
items = [Tracked("i0"), Tracked("i1"), Tracked("i2")]
del items[1]
print("removed one")
items.pop()
print("popped")
items.clear()
print("cleared")
d = {"k": Tracked("value")}
d["k"] = Tracked("new value")
print("replaced")
d.pop("k")
print("popped key")
Tracked("temporary")
print("after temporary")
for t in (Tracked("loop"),):
    pass
print("after loop")
t = None
x, y = Tracked("x"), Tracked("y")
x, y = y, x
print("swapped")
del x
print("deleted x")
y = 5


def returned():
    kept = Tracked("kept")
    dropped = Tracked("dropped")
    return kept


r = returned()
print("have", r.name)


def argument(value):
    del value
    print("deleted parameter only")


argument(r)
print("still", r.name)
nested = [[Tracked("nested")]]
nested = None
print("nested gone")
c = [Tracked(n) for n in "pq"]
c = None
s = Tracked("closure")
f = lambda: s  # noqa
del s
try:
    f()
except NameError as error:
    print(error)
print("end of module")
