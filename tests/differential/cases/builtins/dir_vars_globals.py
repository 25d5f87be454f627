# dir, vars, globals and locals in their plain uses; __name__ and __file__.
x = 1
y = "two"


def function(a, b=2):
    c = a + b
    return sorted(locals().items())


class C:
    attribute = 1

    def __init__(self):
        self.instance = 2

    def method(self):
        return sorted(vars(self))


print(
    function(1),
    globals()["x"],
    "function" in globals(),
    globals()["y"],
    "nothing" in globals(),
    __name__,
)
c = C()
print(
    vars(c),
    c.method(),
    [n for n in dir(c) if not n.startswith("__")],
    sorted(k for k in vars(C) if not k.startswith("__")),
    "attribute" in vars(C),
)
globals()["made"] = 42
print(made, type(globals()).__name__, globals() is globals())
print(
    "append" in dir(list),
    "x" in dir(),
    "__init__" in dir(C),
    dir() == sorted(dir()),
    len(dir(5)) > 50,
)
x = 5
print(globals()["x"], sorted(n for n in globals() if len(n) == 1))
del globals()["made"]
try:
    made
except NameError as error:
    print(error)
print(__file__.endswith("dir_vars_globals.py"), __doc__, __name__ == "__main__")


def docstring():
    """Doc."""


print(docstring.__doc__, C.__doc__, len.__name__, type(vars(C)).__name__)
try:
    vars(C)["new"] = 1
except TypeError as error:
    print(error)
