"""The syntax tree. Every node knows the part of the line it came from."""


class Node:
    """Base of all nodes; `fields` names what a subclass holds."""

    fields = ()

    def __init__(self, start, end, *values):
        self.start = start
        self.end = end
        for name, value in zip(self.fields, values, strict=True):
            setattr(self, name, value)

    def __repr__(self):
        inside = ", ".join(repr(getattr(self, name)) for name in self.fields)
        return f"{type(self).__name__}({inside})"


class Number(Node):
    """A literal."""

    fields = ("value",)


class Name(Node):
    """A variable."""

    fields = ("name",)


class Unary(Node):
    """`-x` or `+x`."""

    fields = ("operator", "operand")


class Binary(Node):
    """`left operator right`."""

    fields = ("operator", "left", "right")


class Call(Node):
    """`name(argument, ...)`."""

    fields = ("name", "arguments")


class Assign(Node):
    """`name = value`."""

    fields = ("name", "value")


class Define(Node):
    """`name(parameter, ...) = body`."""

    fields = ("name", "parameters", "body")
