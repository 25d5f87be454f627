"""A trie of dicts and a Levenshtein search: dict lookups, recursion and small lists."""


def make_words(count):
    state = 3
    words = []
    for _ in range(count):
        word = ""
        state = (state * 1103515245 + 12345) % 2147483648
        for k in range(3 + state % 6):
            word += "etaoinshrdlu"[(state >> (k + 5)) % 12]
        words.append(word)
    return words


def insert(root, word):
    node = root
    for letter in word:
        node = node.setdefault(letter, {})
    node["$"] = word


def search(root, word, limit):
    row = list(range(len(word) + 1))
    results = []
    for letter, child in root.items():
        if letter != "$":
            descend(child, letter, word, row, results, limit)
    return results


def descend(node, letter, word, previous, results, limit):
    row = [previous[0] + 1]
    for column in range(1, len(word) + 1):
        if word[column - 1] == letter:
            row.append(previous[column - 1])
        else:
            row.append(1 + min(row[column - 1], previous[column], previous[column - 1]))
    if row[-1] <= limit and "$" in node:
        results.append((row[-1], node["$"]))
    if min(row) <= limit:
        for next_letter, child in node.items():
            if next_letter != "$":
                descend(child, next_letter, word, row, results, limit)


def main():
    words = make_words(20000)
    root = {}
    for word in words:
        insert(root, word)
    found = 0
    best = ""
    for word in words[:14000]:
        results = search(root, word[::-1], 2)
        found += len(results)
        if results:
            best = max(best, min(results)[1])
    print(len(set(words)), found, best)


main()
