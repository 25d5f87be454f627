# Sequence patterns: fixed, starred, nested; what counts as a sequence.
def describe(x):
    match x:
        case []:
            return "empty"
        case [one]:
            return f"one {one!r}"
        case [first, second]:
            return f"two {first!r} {second!r}"
        case ["command", *arguments]:
            return f"command {arguments}"
        case [first, *_, last] if first == last:
            return f"same ends {first!r}"
        case (first, *middle, last):
            return f"ends {first!r} {last!r}, middle {middle}"
    return "no sequence"


class Sub(list):
    pass


class SubTuple(tuple):
    pass


for value in (
    [],
    (),
    [1],
    (1, 2),
    ["command", "x", "y"],
    ("command", "x", "y", "z"),
    [1, 2, 1],
    [1, 2, 3, 4],
    range(0),
    range(1),
    range(5),
    "",
    "ab",
    b"ab",
    bytearray(b"ab"),
    {1: 2},
    {1, 2},
    iter([1, 2]),
    5,
    None,
    Sub([1, 2]),
    SubTuple((1, 2, 3)),
    (n for n in (1, 2)),
    {}.keys(),
):
    print(describe(value), end=" | ")
print()


def deep(x):
    match x:
        case [[a, b], [c, [d, *e]]]:
            return a, b, c, d, e
        case [(1 | 2) as n, {"k": [v, *_]}]:
            return n, v
        case [_, _, *_] as whole:
            return "whole", whole
        case [*items]:
            return "items", items
        case [*_]:
            return "never"
    return None


print(deep([[1, 2], [3, [4, 5, 6]]]), deep((2, {"k": "v"})), deep([2, {"k": [9, 8]}]), deep([1, 2, 3]), deep([1]))


def star_positions(x):
    match x:
        case [*start, 0]:
            return "ends in zero", start
        case [0, *rest]:
            return "starts with zero", rest
        case [a, *b, c, d]:
            return a, b, c, d
        case [*_, last]:
            return "last", last
    return "none"


for value in ([1, 2, 0], [0, 1], [1, 2, 3], [1, 2, 3, 4, 5], [1, 2], [7], []):
    print(star_positions(value))


class Counting(list):
    def __len__(self):
        print("len", end=" ")
        return super().__len__()

    def __getitem__(self, index):
        print("item", index, end=" ")
        return super().__getitem__(index)

    def __iter__(self):
        print("iter", end=" ")
        return super().__iter__()


match Counting([1, 2, 3]):
    case [_, _]:
        print("no")
    case [1, *_, 4]:
        print("no")
    case [1, x, 3]:
        print("x is", x)
match Counting([1, 2]):
    case [_, _]:
        print("wildcards look at nothing")
x = [1, [2, 3]]
match x:
    case [a, [b, c] as inner]:
        inner.append(4)
print(x, a, b, c)
match [1, 2]:
    case [x, y] | [x, y, _]:
        print(x, y)
match (1, (2, 3)), "z":
    case (p, (q, r)), s:
        print(p, q, r, s)
