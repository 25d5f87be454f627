# Lists changed while they are iterated, sorted, compared or searched.
a = [1, 2, 3, 4]
for item in a:
    if item == 2:
        a.remove(item)
    print(item, a)
b = [1]
for item in b:
    if len(b) < 6:
        b.append(item * 2)
print(b)
c = list(range(6))
for index, item in enumerate(c):
    del c[index]
print(c)
iterator = iter([1, 2, 3])
source = [10, 20, 30]
walking = iter(source)
print(next(walking))
source.insert(0, 5)
print(next(walking), next(walking), list(walking), list(walking))
source.append(40)
print(list(walking))
backwards = reversed(source)
print(next(backwards))
source.clear()
print(list(backwards), iterator.__length_hint__(), next(iterator), iterator.__length_hint__())


class Clears:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False


d = [1, 2, 3]
d.append(Clears(d))
d.append(5)
print(7 in d, len(d))
e = [3, 2, 1]


def key(value):
    e.append(value)
    return value


try:
    e.sort(key=key)
except ValueError as error:
    print(error, len(e))
f = [1, 2, 3]
f.extend(x for x in f if len(f) < 20)
print(len(f))
g = [1, 2]
g[:] = [g, g]
print(g)
