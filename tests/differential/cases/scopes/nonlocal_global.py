# global and nonlocal declarations across nesting levels.
counter = 0
shadow = "global"


def bump():
    global counter, created
    counter += 1
    created = "by function"


bump()
bump()
print(counter, created)


def outer():
    shadow = "outer"

    def middle():
        def inner():
            nonlocal shadow
            shadow += "+inner"

        inner()
        return shadow

    def uses_global():
        global shadow
        shadow = "global changed"
        return shadow

    return middle(), uses_global(), shadow


print(outer(), shadow)


def skip_level():
    x = 1

    def a():
        def b():
            nonlocal x
            x += 10

        b()

    a()
    a()
    return x


print(skip_level())


def parameter(x):
    def change():
        nonlocal x
        x = x * 2
        return x

    return change


double = parameter(3)
print(double(), double())


class Global:
    global from_class
    from_class = "class body global"
    counter = counter + 100

    def method(self):
        return counter


print(from_class, Global.counter, Global().method())


def local_shadows():
    len = lambda x: "local len"
    return len([1])


print(local_shadows(), len([1]))


def import_like():
    global sum
    sum = 5


import_like()
print(sum)
del sum
print(sum([1, 2]))


def unbound():
    print(counter)
    counter = 5


def undefined_global():
    return nowhere


def loop_variable():
    for name in range(2):
        pass
    return name


for action in (unbound, undefined_global):
    try:
        action()
    except NameError as error:
        print(type(error).__name__, error)
print(loop_variable())
