# Subclasses of int keep their behaviour; operators return plain ints unless overridden.
class Meters(int):
    def __new__(cls, value, label="m"):
        self = super().__new__(cls, value)
        self.label = label
        return self

    def __repr__(self):
        return f"Meters({int(self)}, {self.label!r})"

    def __add__(self, other):
        result = super().__add__(other)
        return Meters(result, self.label) if result is not NotImplemented else result


a = Meters(5)
b = Meters(7, "km")
print(a, b, repr(a + b), repr(a + 1), 1 + a, type(1 + a).__name__, type(a * 2).__name__)
print(a == 5, hash(a) == hash(5), {5: "five"}[a], a.label, b.label)
print(sorted([b, a, 6]), max(a, b), [10, 20, 30, 40, 50, 60][a], "%d %s" % (a, a))
print(isinstance(a, int), a.bit_length(), -a, type(-a).__name__, int(a), type(int(a)).__name__)
print(f"{a} {a:04d} {a!r}")
print(list(range(Meters(3))), "ab" * Meters(2), divmod(b, a))


class Reflected(int):
    def __radd__(self, other):
        return "reflected"

    def __rsub__(self, other):
        return ("rsub", other)


print(1 + Reflected(2), Reflected(2) + 1, 10 - Reflected(3))
print(Meters(1) + Reflected(1))
big = Meters(10**30)
print(repr(big), big + 1, big == 10**30)
