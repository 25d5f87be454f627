"""Recursive descent: one method per level of the grammar.

statement  := NAME "=" statement | NAME "(" names ")" "=" comparison | comparison
comparison := sum (("<" | "<=" | "==") sum)*
sum        := product (("+" | "-") product)*
product    := unary (("*" | "/" | "//" | "%") unary)*
unary      := ("-" | "+") unary | power
power      := atom ["**" unary]
atom       := NUMBER | NAME | NAME "(" arguments ")" | "(" comparison ")"
"""

from . import nodes
from .errors import ParseError
from .tokenizer import tokenize


class Parser:
    """The tokens of one line and how far they are read."""

    def __init__(self, line):
        self.line = line
        self.tokens = list(tokenize(line))
        self.position = 0

    @property
    def current(self):
        """The next token."""
        return self.tokens[self.position]

    def error(self, message):
        """An error at the current token."""
        token = self.current
        return ParseError(message, self.line, token.start, token.end)

    def accept(self, *texts):
        """Consume and return the current token if it is one of these operators."""
        token = self.current
        if token.kind == "operator" and token.text in texts:
            self.position += 1
            return token
        return None

    def expect(self, text):
        """Consume the operator `text` or fail."""
        token = self.accept(text)
        if token is None:
            found = self.current.text or "end of line"
            raise self.error(f"expected {text!r}, found {found!r}")
        return token

    def statement(self):
        """An assignment, a definition or an expression."""
        expression = self.comparison()
        if not self.accept("="):
            return expression
        if isinstance(expression, nodes.Name):
            value = self.statement()
            return nodes.Assign(expression.start, value.end, expression.name, value)
        if isinstance(expression, nodes.Call):
            parameters = [a.name for a in expression.arguments if isinstance(a, nodes.Name)]
            if len(parameters) == len(expression.arguments):
                body = self.comparison()
                return nodes.Define(expression.start, body.end, expression.name, parameters, body)
        raise ParseError(
            "cannot assign to this expression", self.line, expression.start, expression.end
        )

    def left_associative(self, operand, *operators):
        """`operand (operator operand)*`, grouped to the left."""
        left = operand()
        while token := self.accept(*operators):
            right = operand()
            left = nodes.Binary(left.start, right.end, token.text, left, right)
        return left

    def comparison(self):
        """Lowest precedence."""
        return self.left_associative(self.sum, "<", "<=", "==")

    def sum(self):
        """Addition and subtraction."""
        return self.left_associative(self.product, "+", "-")

    def product(self):
        """Multiplication and its kin."""
        return self.left_associative(self.unary, "*", "/", "//", "%")

    def unary(self):
        """Signs."""
        if token := self.accept("-", "+"):
            operand = self.unary()
            return nodes.Unary(token.start, operand.end, token.text, operand)
        return self.power()

    def power(self):
        """Exponentiation groups to the right and binds tighter than a sign on its left."""
        base = self.atom()
        if self.accept("**"):
            exponent = self.unary()
            return nodes.Binary(base.start, exponent.end, "**", base, exponent)
        return base

    def atom(self):
        """Numbers, names, calls and parentheses."""
        token = self.current
        if token.kind == "number":
            self.position += 1
            text = token.text.replace("_", "")
            return nodes.Number(token.start, token.end, float(text) if "." in text else int(text))
        if token.kind == "name":
            self.position += 1
            if not self.accept("("):
                return nodes.Name(token.start, token.end, token.text)
            arguments = []
            if not self.accept(")"):
                arguments.append(self.comparison())
                while self.accept(","):
                    arguments.append(self.comparison())
                self.expect(")")
            end = self.tokens[self.position - 1].end
            return nodes.Call(token.start, end, token.text, arguments)
        if self.accept("("):
            inner = self.comparison()
            self.expect(")")
            return inner
        raise self.error("expected a number, a name or '('")


def parse(line):
    """The tree of one line, or None when it is empty."""
    parser = Parser(line)
    if parser.current.kind == "end":
        return None
    tree = parser.statement()
    if parser.current.kind != "end":
        raise parser.error(f"unexpected {parser.current.text!r}")
    return tree
