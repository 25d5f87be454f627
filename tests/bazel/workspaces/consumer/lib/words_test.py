"""Tests of words."""

from lib import words


def test_longest():
    assert words.longest("a ccc bb") == "ccc"


def test_first_of_equals():
    assert words.longest("one two") == "one"


def test_empty():
    assert words.longest("") == ""


def not_a_test():
    raise AssertionError("only functions named test_* are tests")
