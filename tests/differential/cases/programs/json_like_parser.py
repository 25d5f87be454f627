# A parser and printer of a JSON-like language, with error positions.
class ParseError(Exception):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


class Parser:
    ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}

    def __init__(self, text):
        self.text = text
        self.position = 0

    def peek(self):
        while self.position < len(self.text) and self.text[self.position].isspace():
            self.position += 1
        return self.text[self.position] if self.position < len(self.text) else ""

    def expect(self, token):
        if self.peek() != token:
            raise ParseError(f"expected {token!r}, found {self.peek()!r}", self.position)
        self.position += 1

    def parse(self):
        value = self.value()
        if self.peek():
            raise ParseError("trailing text", self.position)
        return value

    def value(self):
        c = self.peek()
        if c == "{":
            return dict(self.sequence("{", "}", self.pair))
        if c == "[":
            return list(self.sequence("[", "]", self.value))
        if c == '"':
            return self.string()
        if c.isdigit() or c == "-":
            return self.number()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return meaning
        raise ParseError(f"unexpected {c!r}", self.position)

    def sequence(self, opening, closing, item):
        self.expect(opening)
        if self.peek() == closing:
            self.position += 1
            return
        while True:
            yield item()
            if self.peek() == closing:
                self.position += 1
                return
            self.expect(",")

    def pair(self):
        if self.peek() != '"':
            raise ParseError("key must be a string", self.position)
        key = self.string()
        self.expect(":")
        return key, self.value()

    def string(self):
        self.expect('"')
        out = []
        while True:
            if self.position >= len(self.text):
                raise ParseError("unterminated string", self.position)
            c = self.text[self.position]
            self.position += 1
            if c == '"':
                return "".join(out)
            if c == "\\":
                c = self.text[self.position]
                self.position += 1
                if c == "u":
                    out.append(chr(int(self.text[self.position : self.position + 4], 16)))
                    self.position += 4
                    continue
                c = self.ESCAPES[c]
            out.append(c)

    def number(self):
        start = self.position
        while self.position < len(self.text) and self.text[self.position] in "+-0123456789.eE":
            self.position += 1
        text = self.text[start : self.position]
        return float(text) if any(c in text for c in ".eE") else int(text)


for text in (
    '{"a": [1, 2.5, -3e2, {"b": null}], "c": "x\\n\\u00e9\\"", "d": true, "e": {}, "f": []}',
    "[]",
    "12345678901234567890",
    '"unterminated',
    "[1, 2",
    "{1: 2}",
    "[1 2]",
    "nul",
    "1 2",
    '{"k" 1}',
    "",
    "[-]",
):
    try:
        print(Parser(text).parse())
    except (ParseError, ValueError) as error:
        print(type(error).__name__, error, getattr(error, "position", "-"))
