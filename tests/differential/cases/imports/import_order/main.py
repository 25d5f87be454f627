# Import statements run in place: conditionals, loops, functions, try, and __main__ guards.
print("before")
if True:
    import first_module
else:
    import never_module
for _ in range(2):
    import second_module
print("between")
try:
    import failing_module
except ValueError as error:
    print("import failed:", error)
try:
    import failing_module
except ValueError as error:
    print("and again:", error)


def lazily():
    import lazy_module

    return lazy_module.value


print("not yet")
print(lazily(), lazily())


class Body:
    import second_module as inner
    from first_module import name


print(Body.inner.name, Body.name, Body().inner is second_module)
import guarded

print(guarded.ran_as_main)
if __name__ == "__main__":
    print("main guard")
from first_module import (
    name as a,
    other,
)

print(a, other)
