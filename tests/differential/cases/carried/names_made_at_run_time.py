# Names that a program makes itself reach methods that it does not mention.
g = [getattr][0]
print(g("abc", "up" + "per")())
def k(f=getattr):
    return f
print(k()("abc", "tit" + "le")())
print(list(map(getattr, ["x y"], ["spl" + "it"]))[0]())
class A(str):
    def __getattribute__(self, name):
        return super().__getattribute__(name[::-1])
print(A("abc").reppu())
class P:
    def __init__(self, t):
        object.__setattr__(self, 't', t)
    def __getattr__(self, name):
        return getattr(self.t, name[1:])
print(P("abc").xswapcase())
for c in object.__subclasses__():
    if c.__name__ == 's' + 'tr':
        break
print(c)
p = property.fget.__get__(property(len))
print(p([1]))
d = object.__getattribute__
print(d("abc", "exp" + "andtabs")())
def f(x, method="isal" "pha"):
    return getattr(x, method)()
print(f("abc"))
print("{0.real} {0.imag}".format(3))
print(format(3.5, ".2f"), f"{1000000:,}", "%5.1f|%r" % (2.5, "a"))
class D(dict):
    def __missing__(self, key):
        return getattr("a b", key)
print("{split}".format_map(D())[:9])
print(D()["par" + "tition"](" "))
import builtins
for n in ['a' + 'bs', 'or' + 'd']:
    f = builtins.__dict__[n]
    print(f)
