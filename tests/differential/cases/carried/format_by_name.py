# A method of strs that looks attributes up under names in its receiver, reached by a name in a text.
name = "nume" + "rator"
text = "{0." + name + "}"
f = getattr(text, "format")
print(f(5))
for m in ["{0.denom" + "inator}"]:
    g = getattr(m, "for" "mat")
    print(g(7))
match "{0.conj" + "ugate.__name__} {0.re" + "al}":
    case str(format=f):
        print(f(3))
