"""Split a line into tokens."""

from .errors import TokenError

OPERATORS = ("**", "//", "==", "<=", "+", "-", "*", "/", "%", "(", ")", ",", "=", "<")


class Token:
    """A piece of the line: its kind, text and position."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind, text, start):
        self.kind = kind
        self.text = text
        self.start = start
        self.end = start + len(text)

    def __repr__(self):
        return f"Token({self.kind}, {self.text!r}, {self.start})"


def take_while(line, start, predicate):
    """The longest piece of `line` from `start` whose characters all satisfy `predicate`."""
    end = start
    while end < len(line) and predicate(line[end]):
        end += 1
    return line[start:end]


def tokenize(line):
    """Yield the tokens of `line`, closed by one of kind `end`."""
    position = 0
    while position < len(line):
        character = line[position]
        if character.isspace():
            position += 1
            continue
        if character == "#":
            break
        if character.isdigit() or character == ".":
            text = take_while(line, position, lambda c: c.isdigit() or c in "._")
            if text.count(".") > 1 or text == ".":
                raise TokenError(f"malformed number {text!r}", line, position, position + len(text))
            kind = "number"
        elif character.isidentifier():
            text = take_while(line, position, lambda c: c.isalnum() or c == "_")
            kind = "name"
        else:
            for text in OPERATORS:
                if line.startswith(text, position):
                    kind = "operator"
                    break
            else:
                raise TokenError(f"unexpected character {character!r}", line, position)
        yield Token(kind, text, position)
        position += len(text)
    yield Token("end", "", len(line))
