# list.sort and sorted: stability, key, reverse, errors that leave the list whole.
words = ["banana", "Apple", "cherry", "date", "apple", "fig", "Banana"]
print(
    sorted(words),
    sorted(words, key=str.lower),
    sorted(words, key=len),
    sorted(words, key=len, reverse=True),
)
words.sort(key=lambda w: (len(w), w))
print(words, words.sort(reverse=True), words)
pairs = [(i % 3, 10 - i) for i in range(10)]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(
    sorted(pairs),
    sorted(pairs, key=lambda p: (-p[0], p[1])),
    sorted({3: "c", 1: "a"}),
    sorted("hello"),
    sorted((3, 1, 2)),
    sorted({5, 3}),
)
state = 12345
numbers = []
for _ in range(300):
    state = (state * 1103515245 + 12345) % 2**31
    numbers.append(state % 100)
once = sorted(numbers)
print(
    once[:10],
    once[-5:],
    all(once[i] <= once[i + 1] for i in range(299)),
    sorted(numbers, reverse=True) == once[::-1],
)
indexed = sorted(enumerate(numbers), key=lambda p: p[1])
print(all(a[1] < b[1] or a[0] < b[0] for a, b in zip(indexed, indexed[1:])))
indexed = sorted(enumerate(numbers), key=lambda p: p[1], reverse=True)
print(all(a[1] > b[1] or a[0] < b[0] for a, b in zip(indexed, indexed[1:])))
print(
    sorted([2, 1.5, True, 10**20, -0.5]),
    sorted([[2], [1, 5], []]),
    sorted([b"b", b"a"]),
    sorted([], key=None),
    [].sort(),
)
calls = []
sorted([3, 1, 2], key=lambda x: calls.append(x) or x)
print(calls)


class Reverse:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value > other.value


print(
    sorted(range(5), key=Reverse), [x.value for x in sorted([Reverse(1), Reverse(3), Reverse(2)])]
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


mixed = [3, "a", 1]
attempt(lambda: mixed.sort())
print(sorted(map(str, mixed)), len(mixed))
attempt(lambda: sorted([1, None]))
attempt(lambda: sorted([{}, {}]))
attempt(lambda: sorted(5))
attempt(lambda: sorted([1], lambda x: x))
attempt(lambda: sorted([1], key=5))
attempt(lambda: sorted([1, 2], key=lambda: 0))
attempt(lambda: sorted([1], reverse="x"))
attempt(lambda: sorted())
attempt(lambda: sorted([1, 0], key=lambda x: 1 // x))
