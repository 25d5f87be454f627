# Default values: evaluated once at definition, mutable defaults, order, attribute access.
print("before")


def evaluated(label):
    print("evaluating", label)
    return label


def f(a, b=evaluated("b"), *, c=evaluated("c"), d):
    return a, b, c, d


print("defined")
print(f(1, d=4), f(1, 2, c=3, d=4), f(d=0, a=9, b=8))


def accumulate(item, into=[]):
    into.append(item)
    return into


print(accumulate(1), accumulate(2), accumulate(3, []), accumulate(4))
print(f.__defaults__, f.__kwdefaults__, accumulate.__defaults__, f.__name__, f.__qualname__)
functions = [lambda x, i=i: x * i for i in range(4)]
print([g(10) for g in functions])
accumulate.__defaults__ = (["replaced"],)
print(accumulate(5))
f.__kwdefaults__ = {"d": "default d"}
try:
    f(1)
except TypeError as error:
    print(error)
x = 1


def uses_global_default(v=x):
    return v


x = 2
print(uses_global_default(), x)


def none_default(value=None):
    if value is None:
        value = {}
    value["k"] = len(value)
    return value


print(none_default(), none_default({"a": 1}))


def outer():
    captured = "captured"

    def inner(a=captured, *, b=captured.upper()):
        return a, b

    captured = "changed"
    return inner


print(outer()())


class C:
    default = 5

    def method(self, value=default, *rest, key=default + 1):
        return value, rest, key


C.default = 50
print(C().method(), C().method(1, 2, 3, key=4))
