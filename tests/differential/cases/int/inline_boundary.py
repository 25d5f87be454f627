# Every operator just inside and outside the ranges where small ints end (47 to 64 bits).
edges = []
for bits in (30, 31, 32, 46, 47, 48, 49, 52, 53, 62, 63, 64):
    for delta in (-1, 0, 1):
        edges += [2**bits + delta, -(2**bits) + delta]


def checksum(values):
    total = 0
    for value in values:
        total = (total * 1000003 + value) % (2**61 - 1)
    return total


for name, operation in (
    ("add", lambda a, b: a + b), ("sub", lambda a, b: a - b), ("mul", lambda a, b: a * b), ("floordiv", lambda a, b: a // b), ("mod", lambda a, b: a % b),
    ("and", lambda a, b: a & b), ("or", lambda a, b: a | b), ("xor", lambda a, b: a ^ b), ("lt", lambda a, b: int(a < b)), ("eq", lambda a, b: int(a == b)),
    ("ge", lambda a, b: int(a >= b)), ("lshift", lambda a, b: a << (b % 70)), ("rshift", lambda a, b: a >> (b % 70)), ("hash", lambda a, b: hash(a) ^ hash(b)),
):  # fmt: skip
    print(name, checksum(operation(a, b) for a in edges for b in edges))
for edge in edges[18:]:
    print(
        edge,
        edge + 1,
        edge - 1,
        -edge,
        ~edge,
        abs(edge),
        edge * 2,
        edge // 2,
        float(edge),
        edge == float(edge),
    )
print(
    checksum(int(str(edge)) for edge in edges) == checksum(edges),
    [edge for edge in edges if int(hex(edge), 16) != edge],
)
print(
    {edge: i for i, edge in enumerate(edges)}[2**48],
    (2**48 - 1) + 1 == 2**48,
    2**48 - 1 is not None,
    len(set(edges)),
)
for limit in (2**47, 2**48, 2**49, 2**63):
    n = limit - 3
    for _ in range(6):
        n += 1
    m = -n
    for _ in range(6):
        m -= 1
    print(n, m, n + m, n * 1 == n, [n, m].index(m), n in {limit + 3})
    r = range(limit - 2, limit + 3)
    print(list(r), sum(r), r[-1], limit in r, max(r) - min(r))
