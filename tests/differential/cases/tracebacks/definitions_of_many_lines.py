"""Tracebacks that show definitions of many lines, comments and docstrings in them."""

import sys


def refuse(*arguments, **keywords):
    raise TypeError("refused")


class Refusing(type):
    def __new__(cls, name, bases, namespace, **keywords):
        if keywords:
            raise ValueError(f"no class {name}")
        return super().__new__(cls, name, bases, namespace)


def show(what):
    try:
        what()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


def long_class():
    # Ahead of it.
    class Long(metaclass=Refusing, unwanted=True):
        """A docstring

        of three lines.
        """

        # A comment.
        first = 1

        def method(self):
            """Nothing."""
            return self.first


def class_with_text_at_the_margin():
    class Text(metaclass=Refusing, unwanted=True):
        """A docstring
at the margin
        """

        text = """
at the margin, too
"""


def class_of_three_lines():
    class Short(metaclass=Refusing, unwanted=True):
        # The line between.
        pass


def decorated():
    @refuse
    # Between decorators.
    @staticmethod
    def function(
        first,
        # About the second.
        second,
    ):
        """Does nothing.

        For long."""
        return first, second


def default_that_fails():
    def function(
        first=None,
        second=refuse(
            # An argument.
            1,
            2,
        ),
    ):
        """Nothing."""
        return first


def long_call():
    return refuse(
        1,
        # A comment in a call.
        2,

        name="x",
    ) + 1


def long_sum():
    return (
        1
        # A comment in a sum.
        + 2

        + "three"
    )


for what in (
    long_class,
    class_with_text_at_the_margin,
    class_of_three_lines,
    decorated,
    default_that_fails,
    long_call,
    long_sum,
):
    show(what)
