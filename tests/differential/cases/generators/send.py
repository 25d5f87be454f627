# send(): values into yield expressions, priming, coroutine-like protocols.
def echo():
    received = []
    while len(received) < 4:
        value = yield list(received)
        received.append(value)
    return received


g = echo()
print(next(g), g.send("a"), next(g), g.send(3))
try:
    g.send("last")
except StopIteration as stop:
    print("returned", stop.value)


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


a = averager()
a.send(None)
print(a.send(10), a.send(20), a.send(60))


def expression():
    x = (yield 1) + (yield 2)
    print("x", x)
    y = [(yield 3), (yield 4)]
    z = f"{yield 5}-{(yield 6)}"
    print(y, z)
    return (yield)


e = expression()
print([e.send(v) for v in (None, 10, 20, "p", "q", "r", "s")])
try:
    e.send("end")
except StopIteration as stop:
    print(stop.value)


def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__, error)


attempt(lambda: echo().send(1))
attempt(lambda: echo().send())
attempt(lambda: echo().send(1, 2))
attempt(lambda: e.send(None))
attempt(lambda: next(e))


def machine():
    state = "idle"
    while state != "stop":
        command = yield state
        if command == "go":
            state = "running"
        elif command is None:
            state = state + "."
        else:
            state = command
    yield "stopped"


m = machine()
print(next(m), m.send("go"), next(m), m.send("pause"), m.send("stop"), list(m))


def reentrant():
    yield next(r)


r = reentrant()
attempt(lambda: next(r))


def pipeline(target):
    total = 0
    try:
        while True:
            item = yield
            total += item
            target.append(item * 2)
    except GeneratorExit:
        target.append(("total", total))


out = []
p = pipeline(out)
next(p)
for n in range(4):
    p.send(n)
p.close()
print(out)
