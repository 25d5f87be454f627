# Hand-written algorithms on lists: sorts, binary search, sieve, rotation, permutations, matrices.
def bubble(items):
    items = items[:]
    for i in range(len(items)):
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items


def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge_sort(items):
    if len(items) < 2:
        return items
    half = len(items) // 2
    a, b, out = merge_sort(items[:half]), merge_sort(items[half:]), []
    while a and b:
        out.append((a if a[0] <= b[0] else b).pop(0))
    return out + a + b


def heap_sort(items):
    items = list(items)

    def sink(i, end):
        while (child := 2 * i + 1) < end:
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[i] >= items[child]:
                return
            items[i], items[child] = items[child], items[i]
            i = child

    for i in reversed(range(len(items) // 2)):
        sink(i, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sink(0, end)
    return items


def bisect(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def sieve(n):
    flags = [True] * (n + 1)
    flags[:2] = [False, False]
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = [False] * len(flags[i * i :: i])
    return [i for i, flag in enumerate(flags) if flag]


data = [(i * 7919 + 13) % 101 for i in range(60)]
expected = sorted(data)
print([f(data) == expected for f in (bubble, quick, merge_sort, heap_sort)], expected[:12])
print([bisect(expected, x) for x in (-1, 0, 50, 100, 1000)], sieve(60), len(sieve(5000)))
print([data[i:] + data[:i] for i in (1, -2)][1][:6], [data[i : i + 4] for i in range(0, 12, 4)])
spiral = []
matrix = [[r * 5 + c for c in range(5)] for r in range(4)]
while matrix:
    spiral += matrix.pop(0)
    matrix = [list(row) for row in zip(*matrix)][::-1]
print(spiral)
life = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(8):
    counts = {}
    for x, y in life:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    life = {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in life)}
print(sorted(life))
triangle = [[1]]
for _ in range(7):
    triangle.append([1, *map(sum, zip(triangle[-1], triangle[-1][1:])), 1])
print(triangle)
