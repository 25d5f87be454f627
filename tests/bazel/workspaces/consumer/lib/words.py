"""Words of a text."""

import lib.letters


def longest(text):
    """The longest word; the first of several."""
    best = ""
    for word in text.split():
        if lib.letters.count(word) > lib.letters.count(best):
            best = word
    return best
