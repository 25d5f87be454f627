# Operations of built-in types that are asked for in ways that no operator shows.
import sys
# operations asked for in ways that no operator shows
class A(int):
    def __rpow__(self, other):
        return "r"
print(A(2) ** 3, 2 ** A(3))
class B(int):
    pass
print(sum([1, 2.5, B(3)]), sum([[1], [2]], []), max(B(2), 1), round(B(7)), abs(B(-3)), divmod(B(7), 2))
def acc(x):
    for i in range(3):
        x += i
    return x
print(acc(1), acc(1.5), acc(B(2)))
print([1, 2] * 2, (1,) + (2,), "a" * 3, b"x" * 2, {1} | {2}, {1: 2} | {3: 4}, {1, 2} & {2}, {1} ^ {2})
print("%s %d" % ("a", 3), b"%d" % 3, 7 % 4, 7.5 % 2)
print(int.__add__(1, 2), (5).__mul__(3), "a".__mul__(2), [1].__add__([2]), (1).__rsub__(5))
print(range(10)[2:5], list(range(10**20, 10**20 + 3)), 10**20 in range(10**21))
print(2 in {1: 2}.keys(), {1: 2}.keys() & {1}, {1: 2}.items() - {(1, 2)}, 3 in enumerate([3]))
print(list(zip("ab", [1, 2])), list(map(lambda x: -x, [1, 2])), [*enumerate("ab", 10**20)])
print(slice(1, 2) == slice(1, 2), hash((1, 2)) == hash((1, 2)), -True, ~5, +False, not [])
try:
    [] + ()
except TypeError as e:
    print(e)
try:
    1 @ 2
except TypeError as e:
    print(e)
try:
    {} < {}
except TypeError as e:
    print(e)
x = [1]; x *= 2; x += (3,); print(x)
y = {1}; y |= {2}; y -= {1}; y ^= {5}; y &= {5}; print(y)
z = 5; z <<= 70; z >>= 3; z //= 7; z **= 2; z %= 10**9; print(z)
print(1 << 100 >> 98, 10**30 // 7, 10**30 / 7, -7 // 2, -7 % 3, 0x10 & 0b10000, 5 | 2, 5 ^ 1)
print(pow(3, 100, 7), pow(2, -1, 5), pow(2.0, 3), 2 ** -1)
