# break, continue and return travelling through finally and with blocks.
def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("else")
    return "end"


print(loop())


def returns():
    for i in range(3):
        try:
            try:
                return i
            finally:
                print("inner finally", i)
        finally:
            print("outer finally", i)


print(returns())


class Context:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *details):
        print("exit", self.name, details[0].__name__ if details[0] else None)


def with_break():
    for i in range(3):
        with Context(f"c{i}"):
            if i == 0:
                continue
            if i == 1:
                break
    with Context("r"):
        return "returned"


print(with_break())


def value_before_finally():
    x = 1
    try:
        return x
    finally:
        x = 2
        print("changed", x)


print(value_before_finally())


def while_finally():
    n = 0
    while True:
        try:
            n += 1
            if n < 3:
                continue
            raise ValueError(n)
        except ValueError as error:
            print("caught", error)
            break
        finally:
            print("n", n)
    return n


print(while_finally())


def try_else(flag):
    try:
        if flag:
            raise KeyError("k")
    except KeyError:
        return "except"
    else:
        return "else"
    finally:
        print("cleanup", flag)


print(try_else(True), try_else(False))
