# Generator expressions: laziness, first iterable evaluated early, use as arguments, state.
g = (x * x for x in range(4))
print(next(g), list(g), list(g), type(g).__name__, iter(g) is g)
print(
    sum(x for x in range(5)),
    max(len(w) for w in ["a", "bbb"]),
    " ".join(str(x) for x in range(3)),
    sorted((x for x in "cab"), reverse=True),
)
print(
    any(x > 2 for x in range(5)),
    all(x < 5 for x in range(5)),
    dict((k, 1) for k in "ab"),
    set(x % 2 for x in range(5)),
    tuple(x for x in "xy"),
    list((x, y) for x in range(2) for y in range(2)),
)


def noisy(n):
    for i in range(n):
        print("make", i)
        yield i


lazy = (print("use", x) or x for x in noisy(3))
print("created")
print(next(lazy))
lazy.close()
print(list(lazy))


def early():
    print("outer iterable evaluated")
    return [1, 2]


def late():
    print("inner iterable evaluated")
    return "ab"


pairs = ((a, b) for a in early() for b in late())
print("before first")
print(list(pairs))
try:
    bad = (x for x in 5)
except TypeError as error:
    print("early error", error)
try:
    worse = (y for x in [1] for y in 5)
    print("no error yet")
    list(worse)
except TypeError as error:
    print("late error", error)
x = 10
gen = (x + i for i in range(3))
x = 100
print(list(gen))
nested = ((i, list(j for j in range(i))) for i in range(3))
print(list(nested))
chained = (x + 1 for x in (y * 2 for y in (z for z in range(3))))
print(list(chained), list(zip((c for c in "ab"), (n for n in range(9)))))


def closing():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


for value in (v for v in closing()):
    print(value)
    break
print("end", 3 in (x for x in range(10)), next((x for x in [] if x), "default"))
try:
    list(1 // x for x in [1, 0, 2])
except ZeroDivisionError as error:
    print(error)
