# Left-to-right evaluation of every kind of expression and statement.
log = []


def e(name, value=None):
    log.append(name)
    return value if value is not None else name


def show():
    print(" ".join(log))
    log.clear()


class Thing:
    def __getattr__(self, name):
        log.append("." + name)
        return self

    def __getitem__(self, key):
        log.append("[]")
        return self

    def __setitem__(self, key, value):
        log.append("[]=")

    def __call__(self, *args, **kwargs):
        log.append("()")
        return self

    def __setattr__(self, name, value):
        log.append("." + name + "=")


t = Thing()
e("a", 1) + e("b", 2) * e("c", 3) - e("d", 4)
show()
e("f", t)(e("x"), *e("args", [1]), e("y"), k=e("v"), **e("kw", {}))
show()
e("o", t).attr[e("i")].more(e("arg"))
show()
e("target", t)[e("key")] = e("value")
show()
e("t1", t).p = e("t2", t)[e("k2")] = e("right")
show()
{e("k1"): e("v1"), e("k2"): e("v2")}
show()
[e("1"), *e("2", [0]), (e("3"), {e("4")})]
show()
e("then") if e("cond", True) else e("else")
show()
(lambda a=e("default"), *, b=e("kwdefault"): None)(e("argument"))
show()
e("s", "abc")[e("lo", 0) : e("hi", 2) : e("st", 1)]
show()
f"{e('f1')}-{e('f2', 5):{e('width', 3)}}-{e('f3')!r}"
show()
[e("elt") for x in e("iter", [1, 2]) if e("if", True)]
show()
{e("k"): e("v") for x in e("iter", [1])}
show()
e("l", 1) < e("m", 2) < e("r", 3) and e("and") or e("or")
show()
a, t[e("sub")], b = e("rhs", (1, 2, 3))
show()
del e("container", {1: 2, 3: 4})[e("delkey", 1)]
show()
x = [0, 0]
i = 0
i, x[i] = 1, 9
print(i, x)
t[e("aug")] = e("augvalue")
show()
not e("not") or -(e("neg", 5) ** e("pow", 2))
show()
print(
    2**3**2,
    -(2**2),
    -(2**2),
    not 1 == 2,
    1 + 2 << 1,
    5 & 3 == 3,
    1 or 0 and 0,
    7 // 2 * 2,
    2 * 7 % 4,
    ~1 + 1,
)
