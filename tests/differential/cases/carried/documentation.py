# Documentation of built-in functions and types, by a name that is made.
print(getattr(len, "__do" + "c__")[:20])
p = property(str.upper)
print({n: getattr(p, n)[:10] for n in ("__doc" + "__",)})
print(getattr(int, "_".join(["", "", "doc", "", ""]))[:10])
