# Reference cycles do not disturb later code and are invisible without finalizers.
class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def connect(self, other):
        self.links.append(other)
        other.links.append(self)


def ring(n):
    nodes = [Node(f"n{i}") for i in range(n)]
    for i in range(n):
        nodes[i].connect(nodes[(i + 1) % n])
    return nodes[0]


for _ in range(50):
    first = ring(20)
print(first.name, [link.name for link in first.links], first.links[0].links[0].name)
a = []
a.append(a)
b = {"self": None}
b["self"] = b
c = Node("c")
c.links.append(c)
c.callback = lambda: c.name
print(a, b, c.links[0] is c, c.callback())
del a, b, c


def closure_cycle():
    def recursive(n):
        return 1 if n == 0 else n * recursive(n - 1)

    return recursive


print([closure_cycle()(5) for _ in range(3)])


class Parent:
    def __init__(self):
        self.children = [Child(self) for _ in range(3)]


class Child:
    def __init__(self, parent):
        self.parent = parent


for _ in range(100):
    p = Parent()
print(len(p.children), p.children[1].parent is p)


def generator_cycle():
    box = []

    def generator():
        yield len(box)
        yield box

    g = generator()
    box.append(g)
    return g


g = generator_cycle()
print(next(g), next(g)[0] is g)
g = None
try:
    raise ValueError("cycle through traceback")
except ValueError as error:
    saved = error
    saved.me = saved
print(saved.me is saved)
saved = None
print("done")
