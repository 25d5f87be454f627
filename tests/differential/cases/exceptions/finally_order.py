# Order of finally blocks with return, break, exceptions and nested functions.
log = []


def mark(text):
    log.append(text)
    return text


def flush(result=None):
    print(result, log)
    log.clear()


def a():
    try:
        return mark("value")
    finally:
        mark("finally")


def b():
    try:
        mark("try")
        raise ValueError
    except ValueError:
        return mark("except")
    else:
        mark("else")
    finally:
        mark("finally")


def c():
    try:
        try:
            mark("inner try")
            raise KeyError("x")
        finally:
            mark("inner finally")
    except KeyError:
        mark("outer except")
    finally:
        mark("outer finally")
    return mark("end")


def d():
    for i in range(3):
        try:
            if i == 1:
                return mark(f"return {i}")
            mark(f"body {i}")
        finally:
            mark(f"finally {i}")


def e():
    try:
        return a()
    finally:
        mark("outer of a")


def f():
    def generator():
        try:
            yield 1
            yield 2
        finally:
            mark("generator finally")

    for value in generator():
        mark(value)
        break
    return mark("after loop")


def g():
    try:
        pass
    except Exception:
        mark("never")
    else:
        mark("else")
        try:
            raise TypeError("t")
        except TypeError:
            mark("handled")
    finally:
        mark("finally")


def h():
    x = []
    try:
        return x
    finally:
        x.append(mark("mutated"))


for function in (a, b, c, d, e, f, g, h):
    flush(function())


def raising_finally():
    try:
        return mark("lost")
    finally:
        raise RuntimeError("from finally")


try:
    raising_finally()
except RuntimeError as error:
    flush((error, error.__context__))
try:
    try:
        raise ValueError("v")
    finally:
        flush("passing through")
except ValueError as error:
    flush(repr(error))
