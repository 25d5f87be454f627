# Size changes during iteration raise; value changes do not.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def grow():
    d = {1: 1, 2: 2}
    for key in d:
        d[key + 10] = 0


def shrink():
    d = {1: 1, 2: 2, 3: 3}
    for key in d:
        del d[key]


def replace():
    d = {1: 1, 2: 2, 3: 3}
    for key in d:
        d[key] = d[key] * 10
    return d


def same_size():
    d = {1: 1, 2: 2, 3: 3}
    seen = []
    for key in d:
        seen.append(key)
        if len(seen) > 5:
            break
        del d[key]
        d[key + 10] = 0
    return seen


def over_values():
    d = {"a": 1}
    for value in d.values():
        d["b"] = value


def over_items():
    d = {"a": 1}
    for key, value in d.items():
        d.clear()


def exhausted():
    d = {1: 1}
    iterator = iter(d)
    print(next(iterator))
    d[2] = 2
    try:
        next(iterator)
    except RuntimeError as error:
        print("first", error)
    return list(iterator)


def copied():
    d = {1: 1, 2: 2}
    for key in list(d):
        del d[key]
    return d


def set_growth():
    s = {1, 2}
    for item in s:
        s.add(item + 10)


for action in (
    grow,
    shrink,
    replace,
    same_size,
    over_values,
    over_items,
    exhausted,
    copied,
    set_growth,
):
    print(action.__name__)
    attempt(action)
iterator = iter({"a": 1, "b": 2})
print(
    iterator.__length_hint__(),
    next(iterator),
    iterator.__length_hint__(),
    list(iterator),
    next(iterator, "end"),
)
