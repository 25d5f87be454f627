"""Native code that makes many objects in one call when there is no more memory: MemoryError, as the limit in
`native_loops.memory` demands."""

data = bytearray(b"ab\n" * 100_000)
numbers = list(range(1_000_000, 1_100_000))


class Node:
    def __init__(self, *items):
        self.items = items

    def method(self, *items):
        return items


def fail(*items):
    raise ValueError(*items)


def exception_of(items):
    try:
        fail(*items)
    except ValueError as error:
        return error.args


bound = Node().method

WAYS = {
    "bytearray.split": lambda: data.split(),
    "bytearray.rsplit": lambda: data.rsplit(b"\n"),
    "bytearray.splitlines": lambda: data.splitlines(),
    "sort by str": lambda: sorted(numbers, key=str),
    "sort by list": lambda: sorted(numbers, key=lambda number: [number]),
    "bound method": lambda: bound(*numbers),
    "constructor": lambda: Node(*numbers),
    "exception": lambda: exception_of(numbers),
    "exception group": lambda: ExceptionGroup("many", [ValueError()] * 100_000),
    "str.split": lambda: ("ab " * 100_000).split(),
    "enumerate": lambda: list(enumerate(numbers)),
    "items": lambda: list(dict.fromkeys(numbers).items()),
    "set": lambda: set(numbers) | set(map(str, numbers)),
}


def run(way):
    kept = []
    while True:
        kept.append(way())


for name, way in WAYS.items():
    outcome = "ended"
    try:
        run(way)
    except MemoryError:
        outcome = "MemoryError"
    print(name, outcome, flush=True)
