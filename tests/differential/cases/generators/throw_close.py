# throw() and close(): handling, cleanup order, exceptions raised during cleanup.
def worker(log):
    try:
        while True:
            try:
                value = yield "ready"
                log.append(("got", value))
            except ValueError as error:
                log.append(("handled", str(error)))
                yield "recovered"
    finally:
        log.append("cleanup")


log = []
w = worker(log)
print(next(w), w.send(1), w.throw(ValueError("v1")), next(w), w.throw(ValueError("v2")))
try:
    w.throw(KeyError("unhandled"))
except KeyError as error:
    print("out", error)
print(log, list(w))
log.clear()
w = worker(log)
next(w)
print(w.close(), w.close(), log, next(w, "closed"))


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "closed value"


def ignores_close():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def raises_on_close():
    try:
        yield 1
    finally:
        raise RuntimeError("in cleanup")


def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__context__))


def started(generator):
    next(generator)
    return generator


attempt(lambda: started(returns_on_close()).close())
attempt(lambda: started(ignores_close()).close())
attempt(lambda: started(raises_on_close()).close())
attempt(lambda: raises_on_close().close())
attempt(lambda: raises_on_close().throw(ValueError("not started")))
attempt(lambda: started(worker([])).throw(ValueError))
attempt(lambda: started(returns_on_close()).throw(GeneratorExit))
attempt(lambda: started(worker([])).throw(5))
attempt(lambda: started(worker([])).throw("x"))
attempt(lambda: started(worker([])).throw())
finished = worker([])
finished.close()
attempt(lambda: finished.throw(TypeError("after the end")))
attempt(lambda: finished.send(1))


def swallow_all():
    n = 0
    while n < 3:
        try:
            yield n
        except Exception as error:
            print("swallowed", repr(error))
        n += 1


s = swallow_all()
print(next(s), s.throw(KeyError(1)), s.throw(OSError("two")))
attempt(lambda: s.throw(IndexError("three")))


def dropped():
    try:
        yield "value"
    finally:
        print("finalised when dropped")


d = dropped()
print(next(d))
del d
print("after del")
for item in dropped():
    break
print("after break", item)
