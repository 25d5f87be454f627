"""Evaluate trees: a method per node class, found by its name."""

from .errors import EvaluationError

MAXIMUM_DEPTH = 200

OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "**": lambda a, b: a**b,
    "<": lambda a, b: int(a < b),
    "<=": lambda a, b: int(a <= b),
    "==": lambda a, b: int(a == b),
}


def square_root(value):
    """The root as an int when it is exact."""
    if value < 0:
        raise ValueError("square root of a negative number")
    root = value**0.5
    exact = int(root)
    return exact if exact * exact == value else root


BUILTINS = {
    "abs": abs,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": square_root,
    "if": lambda condition, then, otherwise: then() if condition() else otherwise(),
}
LAZY = {"if"}


class Function:
    """A definition made by the user."""

    def __init__(self, name, parameters, body, line):
        self.name = name
        self.parameters = parameters
        self.body = body
        self.line = line


class Evaluator:
    """Variables and functions that last from line to line."""

    def __init__(self):
        self.variables = {"pi": 3.141592653589793, "e": 2.718281828459045, "_": 0}
        self.functions = {}
        self.scopes = []
        self.line = ""

    def run(self, tree, line):
        """Evaluate the tree of one line; definitions give None."""
        self.line = line
        self.scopes.clear()
        value = self.visit(tree)
        if value is not None:
            self.variables["_"] = value
        return value

    def visit(self, node):
        """Dispatch on the class of the node."""
        return getattr(self, "visit_" + type(node).__name__.lower())(node)

    def fail(self, message, node):
        """The error to raise for this node."""
        return EvaluationError(message, self.line, node.start, node.end)

    def visit_number(self, node):
        """A literal is its value."""
        return node.value

    def visit_name(self, node):
        """Parameters hide variables."""
        for scope in (*self.scopes[-1:], self.variables):
            if node.name in scope:
                return scope[node.name]
        raise self.fail(f"unknown name {node.name!r}", node)

    def visit_unary(self, node):
        """A sign."""
        value = self.visit(node.operand)
        return -value if node.operator == "-" else value

    def visit_binary(self, node):
        """An operator with two operands."""
        left = self.visit(node.left)
        right = self.visit(node.right)
        try:
            return OPERATIONS[node.operator](left, right)
        except (ArithmeticError, TypeError) as error:
            raise self.fail(str(error), node) from error

    def visit_call(self, node):
        """Builtins, then functions of the user."""
        if node.name in LAZY:
            arguments = [lambda a=a: self.visit(a) for a in node.arguments]
        else:
            arguments = [self.visit(a) for a in node.arguments]
        if node.name in BUILTINS:
            try:
                return BUILTINS[node.name](*arguments)
            except (TypeError, ValueError) as error:
                raise self.fail(f"{node.name}: {error}", node) from error
        function = self.functions.get(node.name)
        if function is None:
            raise self.fail(f"unknown function {node.name!r}", node)
        if len(arguments) != len(function.parameters):
            raise self.fail(
                f"{node.name} takes {len(function.parameters)} arguments, got {len(arguments)}",
                node,
            )
        if len(self.scopes) >= MAXIMUM_DEPTH:
            raise self.fail(f"{node.name} calls itself too deeply", node)
        self.scopes.append(dict(zip(function.parameters, arguments)))
        caller_line, self.line = self.line, function.line
        try:
            return self.visit(function.body)
        finally:
            self.scopes.pop()
            self.line = caller_line

    def visit_assign(self, node):
        """Bind a variable."""
        value = self.visit(node.value)
        self.variables[node.name] = value
        return value

    def visit_define(self, node):
        """Bind a function."""
        self.functions[node.name] = Function(node.name, node.parameters, node.body, self.line)
