# Matrices and polynomials with operator overloading over ints and fractions.
class Fraction:
    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        a, b = abs(n), abs(d)
        while b:
            a, b = b, a % b
        sign = -1 if (n < 0) != (d < 0) else 1
        self.n, self.d = sign * abs(n) // (a or 1), abs(d) // (a or 1)

    @staticmethod
    def of(value):
        return value if isinstance(value, Fraction) else Fraction(value)

    def __add__(self, other):
        other = Fraction.of(other)
        return Fraction(self.n * other.d + other.n * self.d, self.d * other.d)

    __radd__ = __add__

    def __mul__(self, other):
        other = Fraction.of(other)
        return Fraction(self.n * other.n, self.d * other.d)

    __rmul__ = __mul__

    def __sub__(self, other):
        return self + Fraction.of(other) * -1

    def __rsub__(self, other):
        return Fraction.of(other) - self

    def __truediv__(self, other):
        other = Fraction.of(other)
        return Fraction(self.n * other.d, self.d * other.n)

    def __eq__(self, other):
        other = Fraction.of(other)
        return (self.n, self.d) == (other.n, other.d)

    def __bool__(self):
        return self.n != 0

    def __repr__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]

    @classmethod
    def hilbert(cls, n):
        return cls([[Fraction(1, i + j + 1) for j in range(n)] for i in range(n)])

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix(
            [sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows
        )

    def inverse(self):
        n = len(self.rows)
        work = [row + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(self.rows)]
        for c in range(n):
            pivot = next((r for r in range(c, n) if work[r][c]), None)
            if pivot is None:
                raise ValueError("singular matrix")
            work[c], work[pivot] = work[pivot], work[c]
            scale = work[c][c]
            work[c] = [x / scale for x in work[c]]
            for r in range(n):
                if r != c and work[r][c]:
                    factor = work[r][c]
                    work[r] = [x - factor * y for x, y in zip(work[r], work[c])]
        return Matrix(row[n:] for row in work)

    def __str__(self):
        texts = [[repr(x) for x in row] for row in self.rows]
        width = max(len(t) for row in texts for t in row)
        return "\n".join(" ".join(t.rjust(width) for t in row) for row in texts)


h = Matrix.hilbert(5)
print(h)
print(h.inverse())
print(h @ h.inverse())
for action in (
    lambda: Matrix([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]]).inverse(),
    lambda: Fraction(1, 0),
    lambda: Fraction(1) / 0,
):
    try:
        print(action())
    except (ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(
    sum([Fraction(1, k) for k in range(1, 30)]),
    1 - Fraction(1, 3),
    2 * Fraction(3, 4),
    Fraction(6, -8),
    Fraction(2, 4) == Fraction(1, 2),
    Fraction(4, 2) == 2,
)
