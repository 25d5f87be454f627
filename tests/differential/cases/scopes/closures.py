# Closures: shared cells, late binding, counters, loops, nested depth, class bodies.
def counter():
    count = 0

    def increment(step=1):
        nonlocal count
        count += step
        return count

    def get():
        return count

    return increment, get


inc, get = counter()
inc()
inc(5)
other, other_get = counter()
print(get(), other(), other_get(), get())


def late():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return [f() for f in functions]


def early():
    def bind(i):
        return lambda: i

    return [f() for f in [bind(i) for i in range(3)]]


print(late(), early())


def deep(a):
    def level1(b):
        def level2(c):
            def level3(d):
                return a, b, c, d

            return level3

        return level2

    return level1


print(deep(1)(2)(3)(4))


def rebinding():
    x = "before"

    def read():
        return x

    first = read()
    x = "after"
    return first, read()


print(rebinding())


def unassigned():
    def read():
        return later

    try:
        read()
    except NameError as error:
        print(type(error).__name__, error)
    later = "now"
    return read()


print(unassigned())


def deleted():
    value = 1

    def read():
        return value

    del value
    try:
        return read()
    except NameError as error:
        return str(error)


print(deleted())


def class_body():
    name = "enclosing"

    class Local:
        try:
            copy = name
        except NameError as error:
            copy = str(error)
        name = "class"

        def method(self):
            return name, self.name, self.copy

    return Local().method()


print(class_body())


def arguments(x, *args, **kwargs):
    return lambda: (x, args, kwargs)


print(
    arguments(1, 2, k=3)(),
    inc.__closure__ is not None,
    [c.cell_contents for c in arguments(5).__closure__],
)
