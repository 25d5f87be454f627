# Operations of built-in types through special methods of subclasses.
class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + o.v)
    def __eq__(self, o): return isinstance(o, V) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"V({self.v!r})"
    def __getitem__(self, i): return self.v[i]
    def __len__(self): return len(self.v)
    def __contains__(self, x): return x in self.v
    def __iter__(self): return iter(self.v)
    def __bool__(self): return bool(self.v)
    def __call__(self, *a): return a
    def __lt__(self, o): return self.v < o.v
print(V("a") + V("b"), V([1]) == V([1]), {V("a"): 1}[V("a")], V("abc")[1], len(V("ab")), "a" in V("abc"), list(V("ab")), bool(V("")), V(1)(2), sorted([V(3), V(1)]))
class L(list):
    def __getitem__(self, i): return super().__getitem__(i) * 2
    def __add__(self, o): return L(super().__add__(o))
    def __imul__(self, n): return super().__imul__(n)
    def __contains__(self, o): return super().__contains__(o)
l = L([1, 2]); print(l[0], l + [3], 2 in l); l *= 2; print(l)
class D(dict):
    def __or__(self, o): return super().__or__(o)
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
d = D(a=1); d["b"] = 2; print(d | {"c": 3}, d)
class F(float):
    def __mod__(self, o): return ("mod", super().__mod__(o))
    def __int__(self): return 7
    def __pow__(self, o, m=None): return super().__pow__(o)
print(F(7.5) % 2, int(F(1)), F(2) ** 3, F(1) + 1, -F(2), abs(F(-1)), F(3) // 2, divmod(F(7), 2), round(F(2.567), 1))
class S(str):
    def __mul__(self, n): return "S" + super().__mul__(n)
    def __mod__(self, x): return "M" + super().__mod__(x)
    def __getattr__(self, n): return n
print(S("a") * 2, S("%d") % 3, S("x") + "y", S("b").nothing, "z" in S("xyz"))
