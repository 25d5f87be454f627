# yield inside try, with, loops, comprehension sources, calls and conditional expressions.
def everything():
    results = []
    try:
        results.append((yield "in call"))
    finally:
        results.append((yield "in finally"))
    x = (yield "left") if (yield "condition") else (yield "right")
    results.append(x)
    d = {(yield "key"): (yield "value")}
    results.append(d)
    for item in (yield "iterable"):
        results.append(item)
        while (yield "while") > 0:
            results.append("loop body")
    results.append([(yield "a"), *(yield "b")])
    results.append(not (yield "not"))
    results.append((yield "and") and (yield "second"))
    results.append((yield "chain") < (yield "c2") < (yield "c3"))
    d["k"] = yield "subscript"
    results[0:1] = yield "slice"
    results.append(f"{(yield 'f')!r:>{(yield 'width')}}")
    assert (yield "assert"), "message"
    del results[(yield "del")]
    return results


def drive(generator, answers):
    log = []
    try:
        log.append(next(generator))
        for answer in answers:
            log.append(generator.send(answer))
    except StopIteration as stop:
        print(log)
        return stop.value
    return ("unfinished", log)


print(
    drive(
        everything(),
        [
            1,
            2,
            True,
            "chosen",
            "K",
            "V",
            "pq",
            1,
            0,
            0,
            "A",
            "BC",
            0,
            1,
            "second",
            1,
            2,
            3,
            "stored",
            [5],
            "text",
            9,
            True,
            0,
        ],
    )
)


class Context:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", kind.__name__ if kind else None)
        return kind is KeyError


def managed():
    with Context():
        yield 1
        yield 2
    yield "after with"
    try:
        yield 3
    except TypeError:
        yield "type error"
    else:
        yield "else"
    finally:
        yield "finally"


print(list(managed()))
m = managed()
print(next(m), m.throw(KeyError("k")), next(m), m.throw(TypeError), next(m), next(m, "end"))


def closure_generator():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    for i in range(4):
        yield add(i)
    yield lambda: total


*sums, final = closure_generator()
print(sums, final())
gens = [(lambda n: (yield n * 10))(i) for i in range(3)]
print([next(g) for g in gens], [list(g) for g in gens])


class Iterable:
    def __iter__(self):
        yield from (i for i in range(3) if i != 1)

    def __len__(self):
        return 99

    @property
    def squares(self):
        return (i * i for i in self)

    @staticmethod
    def pair():
        yield 1
        yield 2


print(list(Iterable()), list(Iterable().squares), list(Iterable.pair()))
