"""split, join, replace, find, strip, case and predicates over generated text."""


def make_text(words):
    state = 42
    parts = []
    for i in range(words):
        state = (state * 1103515245 + 12345) % 2147483648
        length = state // 65536 % 9 + 1
        parts.append("".join(chr(97 + (state >> k) % 26) for k in range(length)))
        if i % 12 == 11:
            parts.append("\n")
    return " ".join(parts)


def analyse(text):
    vowels = longest = replaced = found = 0
    for line in text.split("\n"):
        words = line.strip().split()
        for word in words:
            if word.startswith(("a", "e", "i", "o", "u")):
                vowels += 1
            if word.endswith("s") or word.isalpha() and len(word) > 8:
                longest += 1
            title = word.capitalize().swapcase()
            if title.lower() == word:
                replaced += len(word.replace("a", "<a>").replace("e", ""))
        joined = "/".join(words)
        found += joined.find("qu") + joined.count("/") + joined.rfind("z")
        key, _, rest = joined.partition("/")
        if key in rest:
            found += len(key.center(20, "*").strip("*"))
        found += len(joined.upper().title().zfill(60))
    return vowels, longest, replaced, found


def main():
    text = make_text(60000)
    for _ in range(66):
        result = analyse(text)
    print(len(text), *result)


main()
