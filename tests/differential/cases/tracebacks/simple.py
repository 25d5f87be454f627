# An uncaught exception prints the traceback of every frame and exits with 1.
def inner(value):
    return 10 // value


def middle(value):
    print("in middle")
    return inner(value) + 1


def outer():
    total = 0
    for value in (5, 2, 0):
        total += middle(value)
    return total


outer()
