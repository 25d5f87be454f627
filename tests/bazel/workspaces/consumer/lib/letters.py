"""Letters of a word."""


def count(word):
    """How many letters are in a word."""
    return len(word)
