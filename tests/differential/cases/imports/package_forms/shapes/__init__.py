"""Package docstring."""

print("init shapes", __name__)
from . import counter
from .round import circle

SIDES = 4


def describe(what):
    return f"{what} described by {__name__} using {circle.__name__}"


def read_new():
    return new_attribute  # noqa: F821
