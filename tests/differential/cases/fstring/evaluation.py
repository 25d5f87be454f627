# Order of evaluation, errors inside fields, objects with __format__ and __str__ failures.
log = []


class Traced:
    def __init__(self, name):
        self.name = name
        log.append("init " + name)

    def __format__(self, spec):
        log.append(f"format {self.name} {spec!r}")
        return self.name

    def __str__(self):
        log.append("str " + self.name)
        return "s" + self.name

    def __repr__(self):
        log.append("repr " + self.name)
        return "r" + self.name


print(f"{Traced('a')} {Traced('b')!s:>5} {Traced('c')!r} {Traced('d'):{Traced('w')}}")
print(log)


class BadFormat:
    def __format__(self, spec):
        return 5


class Raises:
    def __str__(self):
        raise ValueError("str failed")


class ReturnsInt:
    def __str__(self):
        return 5


class Plain:
    def __str__(self):
        return "plain"


class FormatSubclass(str):
    def __format__(self, spec):
        return "[" + str(self) + spec + "]"


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: f"{BadFormat()}")
attempt(lambda: f"{Raises()}")
attempt(lambda: f"{ReturnsInt()}")
attempt(lambda: f"{Plain():>8}")
attempt(lambda: f"{Plain()!s:>8}")
attempt(lambda: f"{FormatSubclass('x'):5} {FormatSubclass('y')} {FormatSubclass('z')!s}")
attempt(lambda: f"{'x':>{'y'}}")
attempt(lambda: format(Plain(), "") + format(Plain()))
attempt(lambda: "{:{}}".format(Plain(), "5"))
total = ""
for i in range(3):
    total += f"{i}{',' if i < 2 else ''}"
print(total, f"{total!r:.3}", f"{total:.1}{total[1:]:s}")
print(f"{{{total}}}", f"{'{'}{total}{'}'}", f"{total}" == total, f"" == "", type(f"{1}").__name__)
