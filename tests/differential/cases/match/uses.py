# match among closures, generators, finally, class bodies; lifetime of the subject.
class K:
    x = 5
    match x:
        case int(y) if (z := y + 1) > 3:
            w = [y, z]
    print(x, y, z, w)
def outer(v):
    match v:
        case {"f": f, **rest} | [f, *rest]:
            def inner():
                return f, rest
            return inner
        case str(s) if any(c == "q" for c in s):
            return lambda: s
    return lambda: None
print(outer({"f": 1, "g": 2})(), outer([1, 2, 3])(), outer("aqb")(), outer("ab")())
def gen(items):
    for it in items:
        match it:
            case [a, b]:
                got = yield a
                match got:
                    case None: yield "none"
                    case "stop": return "stopped"
                    case other: yield ("other", other, b)
            case "skip":
                continue
            case "break":
                break
            case _ if (yield "guard"):
                yield "true guard"
g = gen([[1, 2], "skip", [3, 4], 7, 8, "break", 9])
print(next(g), g.send("x"), next(g), g.send(None), next(g), g.send(1), next(g), g.send(0) if 0 else list(g))
def fin(v):
    try:
        match v:
            case 1: return "one"
            case 2: raise KeyError("two")
            case [*_, (1 | 2) as last]: return last
    except KeyError as e:
        return "caught", e.args
    finally:
        print("finally", v)
    return "end"
print(fin(1), fin(2), fin([3, 2]), fin([3]), fin(3))
a = [1, 2]
match *a, 3:
    case x, *y:
        print(x, y)
match a:
    case [x, y] if x > y: print("gt")
    case [x, y] if x < y: print("lt", x, y)
def big(n):
    match n:
        case 0: return 'a'
        case 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8: return 'b'
        case -1 | -2.5 | 1e10: return 'c'
        case "x" | "y" | b"z" | None | True: return 'd'
        case (1, (2, (3, (4, [5, *rest])))): return rest
        case {"a": {"b": {"c": [d]}}}: return d
    return 'z'
for n in (0, 1, 8, 9, -1, -2.5, 1e10, "x", b"z", None, True, False, (1,(2,(3,(4,[5,6,7])))), {"a":{"b":{"c":["deep"]}}}, {}):
    print(n, big(n))
class Obj:
    def __init__(self, **k): self.__dict__.update(k)
def attrs(o):
    match o:
        case Obj(a=Obj(b=Obj(c=c))): return "deep", c
        case Obj(a=[*xs], b={"k": k}): return xs, k
        case Obj(a=a) | Obj(b=a): return "either", a
print(attrs(Obj(a=Obj(b=Obj(c=1)))), attrs(Obj(a=[1,2], b={"k":3})), attrs(Obj(a=1)), attrs(Obj(b=2)), attrs(Obj()))
def dele(v):
    match v:
        case [x]:
            del x
            try: return x
            except UnboundLocalError as e: return str(e)
print(dele([1]))
class D:
    def __del__(self): print("del subject")
def life():
    match D():
        case int(): pass
        case _: print("in case")
    print("after")
life()
def life2():
    match [D()]:
        case [d]: print("bound")
    print("after2")
    d = None
    print("end")
life2()
match D():
    case object(): print("matched")
print("module end")
x: int | str = 3
match x:
    case int() | str(): print("ok")
