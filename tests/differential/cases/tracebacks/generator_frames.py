# Frames of generators, yield from and next().
def numbers():
    yield 1
    yield 2
    raise LookupError("generator failed")


def delegating():
    yield from numbers()


def consume():
    total = 0
    for n in delegating():
        print(n)
        total += n
    return total


consume()
