# Changing globals() while somebody looks: iterators, views, comparisons, finalizers; builtins behind deleted names.
import builtins
import sys


def outcome(function):
    try:
        return function()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def bind_while_iterating():
    global bound_inside
    for _ in globals():
        bound_inside = 1


print(outcome(bind_while_iterating))
print(outcome(lambda: [globals().setdefault("another", 2) for _ in globals().items()]))
print(outcome(lambda: [globals().pop("another", None) for _ in globals().values()]))
print(outcome(lambda: [globals().popitem() for _ in reversed(globals())]))


def replace_while_iterating():
    global replaced
    replaced = 0
    for _ in globals():
        replaced += 1
    return replaced == len(globals())


replaced = None
print(outcome(replace_while_iterating))
iterator = iter(globals())
view = globals().keys()
length = len(view)
after = 1
print(len(view) - length, "after" in view, "del" in view, outcome(lambda: next(iterator)))
try:
    for name in globals():
        fresh = name
except RuntimeError as error:
    print(error)
keys = list(view)
fresh_again = 5
print([name for name in view if name not in keys])


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name, "seen" in globals(), self.name in globals())


seen = Loud("seen")
globals()["seen"] = Loud("second")
seen = 3
other = Loud("other")
del other
other = Loud("other again")
print(globals().pop("other").name)
other = Loud("third")
globals()["other"] = None
fourth = Loud("fourth")
del globals()["fourth"]
globals().update(fifth=Loud("fifth"))
globals().update(fifth=0)


class Rebinds:
    def __del__(self):
        global rebound
        rebound = "bound by a finalizer"


rebound = Rebinds()
del rebound
print(rebound)  # noqa: F821
rebound = Rebinds()
rebound = "set"
print(rebound)


# Deleted names fall through to the builtins; what the builtins get is seen.
def use_len():
    return len([1, 2])


print(use_len())
len = lambda items: "own len"  # noqa: E731
print(use_len())
del len
print(use_len())
globals()["len"] = lambda items: "through globals()"
print(use_len())
del globals()["len"]
print(use_len())
original = builtins.len
builtins.len = lambda items: "through the module"
print(use_len())
builtins.__dict__["len"] = lambda items: "through its dict"
print(use_len())
vars(builtins).update(len=original)
print(use_len())
builtins.__dict__["new_builtin"] = "new"
print(new_builtin, "new_builtin" in globals())  # noqa: F821
del builtins.__dict__["new_builtin"]
print(outcome(lambda: new_builtin))  # noqa: F821
print(outcome(lambda: never_there))  # noqa: F821


def delete_global():
    global absent
    del absent


print(outcome(delete_global))
absent = 1
print(outcome(delete_global), "absent" in globals(), outcome(delete_global), outcome(lambda: absent))  # noqa: F821


def count():
    global counter
    counter += 1
    return counter


print(outcome(count))
counter = 0
print(count(), count(), globals()["counter"])
globals()["counter"] = 10
print(count(), counter)
kept = dict(globals())
module = sys.modules["__main__"]
print(globals() == kept, module.__dict__ is globals(), outcome(lambda: setattr(module, "__dict__", {})))


# All names at once.
def clear_all(names=globals(), show=print, length=builtins.len):
    global x
    saved = dict(names)
    names.clear()
    show(length(names), names)
    names["x"] = "first"
    show(list(names), x)
    x = "second"
    show(names, bool(names))
    names.clear()
    names.update(saved)
    return list(names) == list(saved)


x = 0
print(clear_all(), count(), x)
