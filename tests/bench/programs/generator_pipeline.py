"""Stages of generators: producing, filtering, batching, merging and delegating."""


def numbers(count):
    state = 1
    for _ in range(count):
        state = (state * 16807) % 2147483647
        yield state


def scaled(source, factor):
    for value in source:
        yield value // factor


def only(source, predicate):
    for value in source:
        if predicate(value):
            yield value


def batched(source, size):
    batch = []
    for value in source:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def flattened(batches):
    for batch in batches:
        yield from batch


def running_total():
    total = 0
    while True:
        value = yield total
        total = (total + value) % 1000003


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def main():
    total = running_total()
    next(total)
    result = 0
    pipeline = only(scaled(numbers(6300000), 3), lambda value: value % 3 != 1)
    for value in flattened(batched(pipeline, 16)):
        result = total.send(value)
    print(result)
    print(sum(x * y for x in range(2400) for y in range(2400) if (x + y) % 3 == 0) % 1000003)
    print(sum(tree(19)))


main()
