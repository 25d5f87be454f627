"""One attribute site sees members of __slots__ in every state: empty, filled in any order, deleted, inherited, replaced."""


class Pair:
    __slots__ = ("zeta", "alpha", "middle")

    def __init__(self, zeta, alpha):
        self.zeta = zeta
        self.alpha = alpha


class Triple(Pair):
    __slots__ = ("extra",)


class Open(Pair):
    pass


class Foreign:
    pass


def read(thing):
    try:
        return thing.zeta, thing.alpha, thing.middle
    except AttributeError as error:
        return str(error)


def write(thing, value):
    thing.middle = value
    thing.alpha = value + 1
    thing.zeta = value + 2


def clear(thing):
    del thing.alpha
    try:
        del thing.alpha
    except AttributeError as error:
        return str(error)


for _ in range(3):
    for kind in (Pair, Triple, Open):
        thing = kind(1, 2)
        print(kind.__name__, read(thing))
        write(thing, 5)
        print(read(thing), clear(thing), read(thing))
        write(thing, 8)
        print(read(thing))
        if kind is Open:
            thing.late = 3
            thing.early = 4
            print(thing.__dict__, read(thing))
        if kind is Triple:
            thing.extra = 1
            print(thing.extra, hasattr(thing, "__dict__"))

other = Foreign()
print(read(other))
write(other, 1)
print(read(other), other.__dict__)
saved = Pair.zeta
Pair.zeta = property(lambda self: "computed")
print([read(t) for t in (other, thing)])
Pair.zeta = saved
print([read(t) for t in (other, thing)])
for wrong in (other, 5, None, Pair):
    try:
        saved.__get__(wrong)
    except TypeError as error:
        print(error)
    else:
        print("no error for", wrong)
