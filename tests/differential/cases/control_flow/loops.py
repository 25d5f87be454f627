# while and for with else, break, continue; loop variables after the loop.
i = 0
while i < 3:
    i += 1
    if i == 2:
        continue
    print("while", i)
else:
    print("while else", i)
while True:
    i += 1
    if i > 5:
        break
else:
    print("never")
print(i)
for x in range(5):
    if x == 3:
        break
else:
    print("not reached")
print(x)
for x in []:
    pass
else:
    print("empty else", x)
for a in range(3):
    for b in range(3):
        if b == 2:
            continue
        if a == 2:
            break
        print(a, b)
    else:
        print("inner done", a)
        continue
    print("inner broken", a)
    break
else:
    print("outer else")
for (p, q), r in [((1, 2), 3), ((4, 5), 6)]:
    print(p, q, r)
for first, *rest in ["abc", (1,), [1, 2]]:
    print(first, rest)
d = {}
for d["key"] in range(3):
    pass
print(d)
items = [0, 0]
for items[0], items[1] in [(1, 2), (3, 4)]:
    print(items)
for i in range(3):
    i = i * 10
    print(i)
for c in "añ😀":
    print(c)
for k, v in {"a": 1}.items():
    print(k, v)
while 0:
    print("never")
else:
    print("while zero else")


def prime(n):
    for d in range(2, n):
        if d * d > n:
            break
        if n % d == 0:
            return False
    return n > 1


print([n for n in range(30) if prime(n)])


def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


def over_int():
    for _ in 5:
        pass


def over_none():
    for _ in None:
        pass


def bad_unpack():
    for a, b in [(1, 2), (3,)]:
        print(a, b)


for action in (over_int, over_none, bad_unpack):
    attempt(action)
