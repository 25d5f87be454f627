# with inside loops and functions: break, continue, return, yield and nested exceptions.
class Log:
    depth = 0

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("  " * Log.depth + "+" + self.name)
        Log.depth += 1
        return self

    def __exit__(self, kind, error, traceback):
        Log.depth -= 1
        print("  " * Log.depth + "-" + self.name, repr(error))


def loop():
    for i in range(4):
        with Log(f"item {i}"):
            if i == 1:
                continue
            if i == 2:
                break
            print("  " * Log.depth + "work")
    return "done"


def generator():
    with Log("generator"):
        yield 1
        with Log("nested"):
            yield 2
        yield 3


print(loop())
print(list(generator()))
g = generator()
print(next(g), next(g))
g.close()
g = generator()
next(g)
try:
    g.throw(KeyError("thrown in"))
except KeyError as error:
    print("out", error)


class Suppress:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.error = error
        return kind is not None and issubclass(kind, self.kinds)


with Suppress(ZeroDivisionError, KeyError) as s:
    1 / 0
    print("unreachable")
print(repr(s.error))
try:
    with Suppress(KeyError):
        with Log("inner"):
            raise ValueError("not suppressed")
except ValueError as error:
    print(error)


def convert():
    class Convert:
        def __enter__(self):
            pass

        def __exit__(self, kind, error, traceback):
            if kind:
                raise RuntimeError("converted") from error

    with Convert():
        {}["k"]


try:
    convert()
except RuntimeError as error:
    print(error, repr(error.__cause__))
with Log("empty") as e:
    pass
print(e.name, [x for x in range(2) if not Log.depth])
