# And, or, xor and invert behave as infinite two's complement.
values = [0, 1, -1, 0b1010, -0b1010, 0xFF, -0x100, 2**32 - 1, 2**47, -(2**47), 2**64 - 1, -(2**64)]
values += [0xDEADBEEF << 40, -(0xDEADBEEF << 40)]

for a in values:
    for b in values[1::2]:
        print(a & b, a | b, a ^ b)
    print(~a, ~~a == a)

print(True & False, True | False, True ^ True, type(True & True), type(True & 1))
print(0b1111 & ~0b0101, bin(0b1111 & ~0b0101))

mask = 0
for bit in (0, 5, 64, 100):
    mask |= 1 << bit
print(mask, bin(mask))
mask &= ~(1 << 64)
print(hex(mask))
mask ^= mask
print(mask)


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print("TypeError:", error)


attempt(lambda: 1 & 1.0)
attempt(lambda: "a" | 1)
attempt(lambda: 1 ^ None)
attempt(lambda: ~1.5)
attempt(lambda: [] & 3)
