"""Strings grown by concatenation, join, formatting and f-strings."""


def by_concatenation(count):
    text = ""
    for i in range(count):
        text += chr(97 + i % 26)
        if i % 10 == 9:
            text += ","
    return text


def by_join(count):
    parts = []
    for i in range(count):
        parts.append(str(i * 7919 % 1000))
    return "-".join(parts)


def by_fstring(count):
    lines = []
    for i in range(count):
        lines.append(f"{i:>6}|{i * 3.5:10.2f}|{i % 7!r}|{'even' if i % 2 == 0 else 'odd':<5}")
    return "\n".join(lines)


def by_percent(count):
    lines = []
    for i in range(count):
        lines.append("%05d:%s:%x" % (i, "ab" * (i % 4), i * 255))
    return "".join(lines)


def checksum(text):
    total = 0
    for character in text:
        total = (total * 31 + ord(character)) % 1000000007
    return total


def main():
    for _ in range(4):
        for maker, count in (
            (by_concatenation, 900000),
            (by_join, 700000),
            (by_fstring, 280000),
            (by_percent, 400000),
        ):
            text = maker(count)
            print(maker.__name__, len(text), checksum(text[:200000]))


main()
