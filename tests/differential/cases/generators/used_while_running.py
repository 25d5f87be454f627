"""A generator that closes, resumes or throws into itself while it runs, before and after its first `yield`."""


class Kept:
    def __del__(self):
        print("gone")


def attempt(action):
    try:
        return action()
    except ValueError as error:
        return str(error)


def run(name, use):
    def generate():
        kept = [Kept(), "still here"]
        print(name, attempt(lambda: use(me)))
        print(kept[1])
        yield 1
        print(name, attempt(lambda: use(me)))
        print(kept[1])
        yield 2

    me = generate()
    print(list(me))


run("close", lambda me: me.close())
run("next", lambda me: next(me))
run("send", lambda me: me.send(None))
run("throw", lambda me: me.throw(KeyError))


def attempt_clear(me):
    try:
        me.gi_frame.clear()
    except RuntimeError as error:
        return str(error)


run("clear", attempt_clear)


def function(first, second=1):
    return first, second


# The last defaults belong to the last parameters.
function.__defaults__ = (1, 2, 3, 4)
print(function(), function(0))
