# A vector type with the full set of numeric special methods.
class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"Vector{self.parts}"

    def _map(self, function):
        return Vector(*map(function, self.parts))

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.parts, other.parts)))

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return self._map(lambda p: -p)

    def __pos__(self):
        return self._map(lambda p: +p)

    def __invert__(self):
        return self._map(lambda p: ~p)

    def __abs__(self):
        return sum(p * p for p in self.parts) ** 0.5

    def __mul__(self, other):
        if isinstance(other, Vector):
            return sum(a * b for a, b in zip(self.parts, other.parts))
        return self._map(lambda p: p * other)

    __rmul__ = __mul__

    def __matmul__(self, other):
        return ("matmul", self, other)

    def __truediv__(self, other):
        return self._map(lambda p: p / other)

    def __floordiv__(self, other):
        return self._map(lambda p: p // other)

    def __mod__(self, other):
        return self._map(lambda p: p % other)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other, modulus=None):
        return self._map(lambda p: pow(p, other, modulus))

    def __iadd__(self, other):
        self.parts = (self + other).parts
        return self

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)

    def __bool__(self):
        return any(self.parts)

    def __round__(self, digits=0):
        return self._map(lambda p: round(p, digits))

    def __int__(self):
        return int(abs(self))

    def __float__(self):
        return float(abs(self))

    def __index__(self):
        return len(self.parts)


v, w = Vector(3, 4), Vector(1, 2)
print(
    v + w,
    v - w,
    -v,
    +v,
    ~v,
    abs(v),
    v * 2,
    2 * v,
    v * w,
    v @ w,
    v / 2,
    v // 2,
    v % 2,
    divmod(v, 3),
    v**2,
    pow(v, 2, 5),
)
alias = v
v += w
print(
    v, alias is v, v == Vector(4, 6), v != w, {v: "key"}[Vector(4, 6)], bool(v), bool(Vector(0, 0))
)
print(
    round(Vector(1.26, 2.74), 1),
    int(v),
    float(w),
    [10, 20, 30][w],
    range(w),
    hex(w),
    "ab" * w if False else bin(w),
)
for action in (
    lambda: v + 1,
    lambda: 1 + v,
    lambda: sum([v, w]),
    lambda: sum([v, w], Vector(0, 0)),
    lambda: v < w,
    lambda: v << 1,
    lambda: 5 - v,
    lambda: 5 / v,
):
    try:
        print(action())
    except TypeError as error:
        print(error)
