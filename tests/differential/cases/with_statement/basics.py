# with: several items, targets, order of exit, exceptions swallowed or passed.
class Manager:
    def __init__(self, name, swallow=False, fail_enter=False, fail_exit=False):
        self.name, self.swallow, self.fail_enter, self.fail_exit = (
            name,
            swallow,
            fail_enter,
            fail_exit,
        )

    def __enter__(self):
        print("enter", self.name)
        if self.fail_enter:
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind.__name__ if kind else None, error, traceback is not None)
        if self.fail_exit:
            raise RuntimeError("exit " + self.name)
        return self.swallow


with Manager("a") as a:
    print(a)
with Manager("b") as b, Manager("c") as c:
    print(b, c)
with (
    Manager("d") as d,
    Manager("e"),
):
    print(d)
with Manager("s", swallow=True):
    raise ValueError("swallowed")
print("continues")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print("caught", type(error).__name__, error, "context", repr(error.__context__))


def passes():
    with Manager("f"), Manager("g"):
        raise KeyError("passed")


def inner_swallows():
    with Manager("h"), Manager("i", swallow=True):
        raise KeyError("k")
    return "swallowed inside"


def enter_fails():
    with Manager("j"), Manager("k", fail_enter=True), Manager("never"):
        print("not reached")


def exit_fails():
    with Manager("l", fail_exit=True):
        raise ValueError("body")


def returns():
    with Manager("m"):
        return "value"


def targets():
    holder, items = {}, [0]
    with Manager("n") as holder["x"], Manager("o") as items[0], Manager("pq") as (p, q):
        return holder, items, p, q


for action in (passes, inner_swallows, enter_fails, exit_fails, returns, targets):
    attempt(action)


class NoExit:
    def __enter__(self):
        return self


class NoEnter:
    def __exit__(self, *details):
        return False


def use(manager):
    with manager:
        return "used"


for manager in (NoExit(), NoEnter(), 5, "x", None):
    attempt(lambda: use(manager))
instance = NoExit()
instance.__exit__ = lambda *a: None
attempt(lambda: use(instance))
