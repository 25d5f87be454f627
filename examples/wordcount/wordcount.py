"""Count the words of a text file and print the most frequent ones.

Usage: wordcount FILE [HOW_MANY]
"""

import sys


def read_words(path):
    """Yield the words of the file in lower case, without punctuation at their edges."""
    with open(path, encoding="utf-8") as source:
        for line in source:
            for raw in line.split():
                word = raw.strip(".,;:!?\"'()[]{}<>—–-…").lower()
                if word:
                    yield word


def count(words):
    """Map each word to the number of times it occurs."""
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def print_table(counts, limit):
    """Print the most frequent words, a bar for each, and a summary."""
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    width = max((len(word) for word, _ in ranked[:limit]), default=0)
    most = ranked[0][1] if ranked else 0
    for rank, (word, number) in enumerate(ranked[:limit], start=1):
        bar = "#" * max(1, round(20 * number / most))
        print(f"{rank:>3}. {word:<{width}} {number:>6,} {number / total:>7.2%} {bar}")
    longest = max(counts, key=lambda word: (len(word), word), default="")
    once = sum(1 for number in counts.values() if number == 1)
    print(f"{total:,} words, {len(counts):,} different, {once:,} used once, longest: {longest!r}")


def main(arguments):
    """Run the command; the result is the exit status."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    path = arguments[0]
    try:
        limit = int(arguments[1]) if len(arguments) == 2 else 10
        counts = count(read_words(path))
    except ValueError as error:
        print(f"wordcount: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"wordcount: {path}: {error.strerror}", file=sys.stderr)
        return 1
    print_table(counts, limit)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
