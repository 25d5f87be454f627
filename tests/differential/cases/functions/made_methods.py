# Bound methods made by calling their type.


def attempt(action, *arguments, **keywords):
    try:
        print(action(*arguments, **keywords))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class C:
    def m(self, *rest):
        return type(self).__name__, rest


method = type(C().m)
attempt(method(len, [1, 2]))
attempt(method(C.m, C()), 3)
attempt(method(method(C.m, 1), 2), 3)
attempt(method.__new__(method, len, [1]))
attempt(method(lambda *given, **named: (given, named), "first"), 2, key=3)
items = []
print(method(len, []) == method(len, []), method(len, items) == method(len, items))
print(
    hash(method(len, items)) == hash(method(len, items)),
    {method(len, items): 1}[method(len, items)],
)
print(
    method(len, items).__get__(5).__self__ is items,
    method(len, items).__func__ is len,
    method(len, items).__name__,
)
for arguments in ((), (len,), (5, 6), (len, None), (len, 1, 2)):
    attempt(method, *arguments)
attempt(method, len, x=2)
attempt(method.__get__, 5)
attempt(lambda: method(len, items).missing)
attempt(type, "Sub", (method,), {})


class Borrows:
    """Methods of one class bound to instances of another."""

    def __init__(self, *names):
        for name in names:
            setattr(self, name, method(getattr(C, name), self))


print(Borrows("m").m(1))
