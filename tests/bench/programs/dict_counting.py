"""Counting, grouping and inverting with dicts keyed by strings, ints and tuples."""


def stream(count):
    state = 7
    values = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(state >> 8)
    return values


def run(values, words):
    counts = {}
    for value in values:
        word = words[value % 5000]
        counts[word] = counts.get(word, 0) + 1
    groups = {}
    for value in values:
        key = value % 997
        if key in groups:
            groups[key] += value & 15
        else:
            groups[key] = value & 15
    pairs = {}
    for value in values:
        pair = (value % 61, value % 67)
        try:
            pairs[pair] += 1
        except KeyError:
            pairs[pair] = 1
    inverted = {}
    for word, count in counts.items():
        inverted.setdefault(count, []).append(word)
    checksum = 0
    for count in sorted(inverted):
        checksum = (checksum * 31 + count * len(inverted[count])) % 1000000007
    for key in sorted(groups):
        checksum = (checksum * 31 + groups[key]) % 1000000007
    for (a, b), count in sorted(pairs.items()):
        checksum = (checksum + a * b * count) % 1000000007
    removed = 0
    for word in list(counts):
        if counts[word] % 2:
            removed += counts.pop(word)
    return len(counts), len(groups), len(pairs), len(inverted), removed, checksum


def main():
    values = stream(600000)
    words = [f"word{i}" for i in range(5000)]
    for _ in range(8):
        result = run(values, words)
    print(*result)


main()
