# Many generators alive at once, abandoned, nested, stored in containers and attributes.
log = []


def tracked(name, n):
    try:
        for i in range(n):
            yield f"{name}{i}"
    finally:
        log.append(f"end {name}")


def round_robin(*generators):
    active = list(generators)
    while active:
        for g in active[:]:
            try:
                yield next(g)
            except StopIteration:
                active.remove(g)


print(list(round_robin(tracked("a", 2), tracked("b", 0), tracked("c", 3))), log)
log.clear()
table = {name: tracked(name, 3) for name in "xyz"}
print([next(g) for g in table.values()], [next(g) for g in table.values()])
del table["y"]
print(log)
table.clear()
print(log)
log.clear()


class Holder:
    def __init__(self):
        self.generator = self.run()

    def run(self):
        total = 0
        try:
            while True:
                total += yield total
        finally:
            log.append(f"holder total {total}")


h = Holder()
next(h.generator)
print(h.generator.send(5), h.generator.send(7))
h.generator.close()
print(log)
log.clear()


def nested(depth):
    try:
        if depth:
            yield from nested(depth - 1)
        yield depth
    finally:
        log.append(depth)


g = nested(5)
print(next(g), next(g))
g.close()
print(log)
log.clear()


def partial():
    a, b, *rest = tracked("p", 5)
    return a, b, rest


print(partial(), log)
log.clear()
first, second = (next(tracked("q", 3)) for _ in range(2))
print(first, second, log)
log.clear()
for value in tracked("loop", 5):
    if value == "loop2":
        break
print(value, log)
try:
    for value in tracked("err", 5):
        raise ValueError(value)
except ValueError as error:
    print(error, log)


def fan_out(source, n):
    queues = [[] for _ in range(n)]

    def reader(queue):
        while True:
            if not queue:
                try:
                    item = next(source)
                except StopIteration:
                    return
                for q in queues:
                    q.append(item)
            yield queue.pop(0)

    return [reader(q) for q in queues]


left, right = fan_out(iter(range(5)), 2)
print(next(left), next(left), next(right), list(left), list(right))
stack = [iter([1, [2, [3, []], 4], 5])]
flat = []
while stack:
    for item in stack[-1]:
        if isinstance(item, list):
            stack.append(iter(item))
            break
        flat.append(item)
    else:
        stack.pop()
print(flat)
