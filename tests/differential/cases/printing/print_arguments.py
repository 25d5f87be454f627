"""What `print` and `input` say of their parameters, and when they look at their arguments."""


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Loud:
    def __bool__(self):
        print("asked")
        return True

    def __str__(self):
        print("shown")
        return "loud"


class Refusing:
    def __bool__(self):
        raise ValueError("no truth")


print(print.__text_signature__)
print(print.__doc__)
print(input.__text_signature__)
print(input.__doc__)
show(lambda: print(1, Loud(), sep="-", end="!\n", flush=Loud()))
show(lambda: print(Loud(), flush=Refusing()))
show(lambda: print(sep=1))
show(lambda: print(end=b""))
show(lambda: print(sep=1, flush=Loud()))
show(lambda: print(1, 2, sep=None, end=None, file=None, flush=None))
show(lambda: print(five=1))
show(lambda: print(1, args=1))
show(lambda: print(1, sepp=""))
show(lambda: print(**{"sep": 1, "end": 2, "file": None, "flush": 0, "five": 1}))
show(lambda: print(1, 2, **{"sep": 1, "end": 2, "file": None, "flush": 0, "five": 1, "six": 2}))
show(lambda: print(1, file=5))
show(lambda: print(*"abc", sep=""))
show(lambda: print(*range(5), sep=", ", end=".\n"))
show(lambda: input("a", "b"))
show(lambda: input(prompt="a"))

# What is missing is said before what is misspelt.
show(lambda: pow(2, bas=3))
show(lambda: pow(2, 3, base=3))
show(lambda: pow(2, 3, base=3, other=4))
show(lambda: pow(bas=2, base=3))
