# Assignment expressions: in conditions, comprehensions, calls and their scope.
if (n := 10) > 5:
    print("big", n)
values = [y := 1, y**2, y + 5]
print(values, y)
data = iter([3, 2, 1, 0, 5])
while (item := next(data)) != 0:
    print("item", item)
print(item, list(data))
print([last := x for x in range(4)], last)
print([(square, x) for x in range(5) if (square := x * x) % 2 == 0], square)
print(any((found := w).startswith("b") for w in ["apple", "banana", "berry"]), found)


def total(*args):
    return (
        [running := (running if i else 0) + a for i, a in enumerate(args)]
        if (running := 0) == 0
        else None
    )


print(total(1, 2, 3))


def scope():
    def inner():
        nonlocal hidden
        hidden = (hidden2 := hidden) + 1
        return hidden2

    hidden = 1
    return inner(), hidden, [hidden := k for k in "ab"], hidden


print(scope())
print((a := 1, b := 2), a, b, (c := (1, 2)), c, print(d := "arg"), d)
f = lambda v: (doubled := v * 2) + doubled
print(f(3), f"{(w := 7)} {w:=5}", {(k := "key"): (v := "val")}, k, v)
x = (z := [1, 2, 3])[(i := 1)]
print(x, z, i, not (q := 0), q)
assert (checked := True), "message"
print(checked)


def global_walrus():
    global g
    return (g := 5) + 1


print(global_walrus(), g)
