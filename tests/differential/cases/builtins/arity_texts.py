"""Wrong numbers of arguments of special methods and functions of builtins."""

def attempt():
    """Empty cells, and dir() by another name."""
    x = 1
    show = dir
    print(show())
    return lambda: x


for call in (
    lambda: (2).__pow__(),
    lambda: (2).__pow__(1, 2, 3),
    lambda: (2).__rpow__(),
    lambda: (2).__add__(),
    lambda: property().__get__(),
    lambda: property().__get__(1, 2, 3),
    lambda: attempt.__get__(),
    lambda: super(int, 1, 2),
    lambda: super(a=1),
    lambda: dir(1, 2),
    lambda: dir(a=1),
    lambda: [].__setitem__(1),
    lambda: [].__lt__(),
    lambda: [].__iadd__(),
    lambda: [].__len__(1),
):
    try:
        print(call())
    except TypeError as error:
        print(error)


cell = attempt().__closure__[0]
del cell.cell_contents
try:
    cell.cell_contents
except ValueError as error:
    print(error)


class Body:
    b = 1
    a = 2
    show = dir
    names = show()


print([name for name in Body.names if "_" not in name])
