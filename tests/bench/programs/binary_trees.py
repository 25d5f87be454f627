"""Allocation and release of many small objects: full binary trees of instances."""


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def main():
    smallest, largest = 4, 17
    print("stretch", count(build(largest + 1)))
    kept = build(largest)
    for depth in range(smallest, largest + 1, 2):
        repeats = 1 << (largest - depth + smallest - 1)
        total = 0
        for _ in range(repeats):
            total += count(build(depth))
        print(repeats, depth, total)
    print("kept", count(kept))


main()
