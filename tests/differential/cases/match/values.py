# Literals, singletons, value patterns, captures, wildcards, guards, or-patterns.
class Color:
    RED = "red"
    GREEN = 2


def literal(x):
    match x:
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 2.5:
            return "float"
        case "text":
            return "text"
        case b"bytes":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case False:
            return "false"
        case "a" "b":
            return "joined"
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
    return "nothing"


for value in (0, False, 0.0, -1, 2.5, "text", b"bytes", None, True, 1, "ab", "red", 2, 2.0, [], "RED"):
    print(repr(value), literal(value))


def guarded(x):
    match x:
        case n if n < 0:
            return f"negative {n}"
        case 1 | 2 | 3 as small:
            return f"small {small}"
        case n if n % 2:
            return f"odd {n}"
        case _:
            return f"other {x}"


print([guarded(n) for n in (-5, 0, 1, 3, 4, 5, 100, 101)])


def order(x):
    def say(name, result):
        print("guard", name, end="; ")
        return result

    match x:
        case a if say("a", False):
            pass
        case b if say("b", x > 1):
            print("b is", b, "a is", a)
        case c:
            print("c", a, b, c)


order(1)
order(2)


def subject_once():
    print("subject", end=" ")
    return 3


match subject_once():
    case 1 | 2:
        print("no")
    case 3 | 4:
        print("yes")
match 5:
    case 6:
        print("unreachable")
print("fell through")
match (1, 2):
    case x:
        print("captured", x)
match 1, 2:
    case a, b:
        print(a, b)
match = {"match": 1}
case = match["match"]
print(match, case)


def nested(x):
    match x:
        case 1:
            match x + 1:
                case 2:
                    return "inner"
        case 2:
            for i in range(5):
                match i:
                    case 0:
                        continue
                    case 3:
                        break
            return f"loop ended at {i}"
        case _:
            try:
                match x:
                    case [y]:
                        raise ValueError(y)
            except ValueError as error:
                return f"raised {error}"
            return "nothing"


print(nested(1), nested(2), nested([7]), nested(8))


class Compares:
    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        print("compared with", repr(other), end="; ")
        return self.answer


match Compares(False):
    case 1 | "two":
        print("matched")
    case _:
        print("wildcard")
match Compares(True):
    case None:
        print("is not compared")
    case 1:
        print("matched")


def unbound(x):
    match x:
        case [first, 2]:
            pass
    return first


print(unbound([1, 2]))
try:
    unbound([1, 3])
except UnboundLocalError as error:
    print(error)


def generator(items):
    for item in items:
        match item:
            case int(n) if (yield "guard"):
                yield n
            case str() as s:
                yield s.upper()


g = generator([1, 2, "x"])
print(next(g), g.send(True), next(g), g.send(False), list(g))
