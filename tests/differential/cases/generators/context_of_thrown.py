"""The context of what is thrown into a generator is what the generator is handling."""


def handling():
    try:
        1 / 0
    except ZeroDivisionError:
        yield "inside"


def plain():
    yield "plain"


def show(iterator, error):
    next(iterator)
    try:
        iterator.throw(error)
    except Exception as raised:
        print(repr(raised), repr(raised.__context__), raised.__suppress_context__)


show(handling(), KeyError("thrown"))
show(plain(), KeyError("thrown"))

try:
    raise ValueError("outer")
except ValueError:
    show(plain(), KeyError("in a handler"))
    show(handling(), KeyError("in both"))
    fresh = plain()
    try:
        fresh.throw(OSError("not started"))
    except OSError as raised:
        print(repr(raised.__context__))
    done = iter(handling())
    list(done)
    try:
        done.throw(OSError("finished"))
    except OSError as raised:
        print(repr(raised.__context__))


def delegating():
    try:
        [][1]
    except IndexError:
        yield from handling()


show(delegating(), KeyError("delegated"))


class Manager:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, value, traceback):
        try:
            self.generator.throw(value)
        except Exception as raised:
            print("exit", repr(raised), repr(raised.__context__))
            return True


with Manager(handling()):
    raise RuntimeError("body")


def closing():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            yield
        except GeneratorExit as exit:
            print("close", repr(exit.__context__))


stopped = closing()
next(stopped)
stopped.close()
