# Word wrap, run-length coding, Caesar and Vigenere ciphers, diff, roman numerals, base conversion.
TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom, it was the
age of foolishness, it was the epoch of belief, it was the epoch of incredulity"""


def wrap(text, width):
    line = []
    length = 0
    for word in text.split():
        if line and length + len(line) + len(word) > width:
            yield " ".join(line)
            line, length = [], 0
        line.append(word)
        length += len(word)
    if line:
        yield " ".join(line)


def encode(text):
    out = []
    for c in text:
        if out and out[-1][0] == c:
            out[-1][1] += 1
        else:
            out.append([c, 1])
    return "".join(f"{n if n > 1 else ''}{c}" for c, n in out)


def caesar(text, shift):
    def move(c):
        if not c.isascii() or not c.isalpha():
            return c
        base = ord("A" if c.isupper() else "a")
        return chr((ord(c) - base + shift) % 26 + base)

    return "".join(map(move, text))


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = (
                table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
            )
    out, i, j = [], len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def roman(n):
    out = ""
    for value, symbol in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
    ):
        count, n = divmod(n, value)
        out += symbol * count
    return out


def to_base(n, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    sign, n = ("-" if n < 0 else ""), abs(n)
    out = digits[n % base]
    while n := n // base:
        out = digits[n % base] + out
    return sign + out


for line in wrap(TEXT, 40):
    print(f"|{line:<40}|")
print(
    encode("aaabccddddé漢漢"),
    encode(""),
    caesar("Hello, Wörld!", 3),
    caesar(caesar(TEXT, 7), -7) == TEXT,
)
print(
    lcs("the quick brown fox", "a thick crown of xylophones"),
    [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)],
)
print(
    to_base(255, 2),
    to_base(-255, 16),
    to_base(10**30, 36),
    int(to_base(10**30, 36), 36) == 10**30,
    to_base(0, 7),
)
words = {}
for word in TEXT.lower().replace(",", "").split():
    words.setdefault(len(word), {}).setdefault(word[0], []).append(word)
for length in sorted(words):
    print(length, {k: sorted(set(v)) for k, v in sorted(words[length].items())})
print(
    sorted({w.strip(",") for w in TEXT.split()}, key=lambda w: (-len(w), w))[:5],
    TEXT.title().swapcase()[:40],
)
vowels = sum(TEXT.count(v) for v in "aeiou")
print(
    vowels,
    f"{vowels / len(TEXT):.3%}",
    TEXT.find("worst"),
    TEXT.rindex("was"),
    "".join(sorted(set(TEXT.lower())))[:20].strip(),
)
