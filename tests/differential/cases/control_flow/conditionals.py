# if/elif/else, pass, nested conditionals, conditional expressions.
def classify(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        if n % 2:
            return "small odd"
        else:
            return "small even"
    else:
        pass
    return "large"


print([classify(n) for n in (-5, 0, 3, 4, 99)])
for value in (0, 1, "", "x", [], [0], None, 0.0, {}, ()):
    if value:
        print(repr(value), "true")
    else:
        print(repr(value), "false")
    print("yes" if value else "no", "A" if not value else "B" if value == 1 else "C")
if True:
    x = 1
if False:
    x = 2
print(x)
if 1 and not 0 or undefined_name:
    print("short")
if x and x > 0:
    print("multi-line condition")


def all_paths(a, b):
    if a:
        if b:
            result = "both"
        else:
            result = "a only"
    elif b:
        result = "b only"
    else:
        return
    return result


print([all_paths(a, b) for a in (0, 1) for b in (0, 1)])


def maybe_unbound(flag):
    if flag:
        value = 1
    return value


print(maybe_unbound(True))
try:
    maybe_unbound(False)
except UnboundLocalError as error:
    print(type(error).__name__, error)
try:
    print(never_defined)
except NameError as error:
    print(type(error).__name__, error, error.name)
