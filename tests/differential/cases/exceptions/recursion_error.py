# Recursion errors in calls, repr, comparison and __init__; the program goes on afterwards.
def attempt(label, action):
    try:
        action()
    except RecursionError as error:
        print(label, "RecursionError", str(error).startswith("maximum recursion depth exceeded"))
    else:
        print(label, "no error")


def forever():
    return forever()


def mutual_a():
    return mutual_b()


def mutual_b():
    return mutual_a()


class Repr:
    def __repr__(self):
        return repr(self)


class Init:
    def __init__(self):
        Init()


class Eq:
    def __eq__(self, other):
        return self == other


class Call:
    def __call__(self):
        return self()


class Add:
    def __add__(self, other):
        return self + other


attempt("call", forever)
attempt("mutual", mutual_a)
attempt("repr", lambda: repr(Repr()))
attempt("init", Init)
attempt("eq", lambda: Eq() == 1)
attempt("call dunder", Call())
attempt("add", lambda: Add() + 1)
attempt("lambda", lambda: (lambda f: f(f))(lambda f: f(f)))


def with_cleanup(log):
    try:
        with_cleanup(log)
    finally:
        log.append(1)


log = []
attempt("finally", lambda: with_cleanup(log))
print(len(log) > 100)


def generator():
    yield from generator()


attempt("generator", lambda: list(generator()))
attempt("shallow", lambda: None)


def count(n):
    return 0 if n == 0 else 1 + count(n - 1)


print(count(500))
deep = []
for _ in range(300):
    deep = [deep]
print(len(repr(deep)), deep == [[deep[0][0]]])
