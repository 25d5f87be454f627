# Markers under the failing part of a line: attribute, subscript, call, operator.
class Node:
    def __init__(self, value=None):
        self.value = value
        self.next = None


def attribute(node):
    return node.next.next.value


def subscript(table):
    return table["a"]["b"]["c"]


def operator(a, b):
    return (a + 1) * (b + 2) + a / (b - b)


def call(function):
    return [function(1), function(2), function(1, 2)]


def multi_line(a):
    return max(
        a,
        int("zz"),
    )


for action in (
    lambda: attribute(Node()),
    lambda: subscript({"a": {"b": None}}),
    lambda: operator(1, 2),
    lambda: call(lambda x: x),
):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)

operator(multi_line(3), 2) if len("x") == 1 else subscript({"a": {"b": None}})
