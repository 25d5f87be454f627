# Short-circuit evaluation calls operands left to right, each at most once.
log = []


def note(label, value):
    log.append(label)
    return value


def show(expression):
    print(repr(expression), log)
    log.clear()


show(note("a", 0) and note("b", 1))
show(note("a", 1) and note("b", 0) and note("c", 1))
show(note("a", 1) or note("b", 1))
show(note("a", "") or note("b", 0) or note("c", None))
show(not note("a", []))
show(note("a", 1) and note("b", 0) or note("c", 3))
show(note("then", 1) if note("test", True) else note("else", 2))
show(note("then", 1) if note("test", 0) else note("else", 2))
show((note("a", 1) if note("t", 0) else note("b", 2)) if note("u", 1) else note("c", 3))
show(note("a", 1) < note("b", 2) < note("c", 3))
show(note("a", 3) < note("b", 2) < note("c", 3))
show(note("a", 1) == note("b", 1) != note("c", 3) is not note("d", None))
show(any(note(i, i > 2) for i in range(6)))
show(all(note(i, i < 2) for i in range(6)))


class Loud:
    def __init__(self, name, truth):
        self.name = name
        self.truth = truth

    def __bool__(self):
        log.append("bool " + self.name)
        return self.truth

    def __repr__(self):
        return self.name


show(Loud("p", True) and Loud("q", False) and Loud("r", True))
show(Loud("p", False) or Loud("q", True) or Loud("r", True))
if Loud("cond", True) and not Loud("neg", False):
    show("taken")
while Loud("loop", False):
    pass
show("after")
