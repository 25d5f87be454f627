"""Errors that point into the source line."""


class CalcError(Exception):
    """A mistake in the user's input."""

    def __init__(self, message, line, start, end=None):
        super().__init__(message)
        self.line = line
        self.start = start
        self.end = max(start + 1, end or 0)

    def render(self):
        """The message with the line and a marker under the faulty part."""
        marker = " " * self.start + "^" * (self.end - self.start)
        return f"{type(self).__name__}: {self}\n    {self.line}\n    {marker}"


class TokenError(CalcError):
    """A character that starts no token."""


class ParseError(CalcError):
    """Tokens in an order the grammar does not have."""


class EvaluationError(CalcError):
    """An expression without a value."""
