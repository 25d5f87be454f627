"""Programs that use up all memory there is: MemoryError, which can be handled, and after which there is memory again.

The limit stands in `exhausted.memory`. Nothing here makes cycles, which would keep what was made, nor what CPython
cannot free (deep nesting)."""


class Adder:
    def method(self):
        return self


def generator(value):
    yield value
    yield value


def endless():
    number = 0
    while True:
        yield number
        number += 1


def closure(value):
    def inner():
        return value

    return inner


def fail(number):
    raise ValueError(number)


def append_constants():
    items = []
    while True:
        items.append(1)


def append_lists():
    items = []
    while True:
        items.append([])


def append_texts():
    items = []
    while True:
        items.append("%d" % len(items))


def append_ints():
    items, number = [], 1 << 100
    while True:
        number += 1
        items.append(number)


def append_functions():
    items = []
    while True:
        items.append(closure(1))


def append_methods():
    items, node = [], Adder()
    while True:
        items.append(node.method)


def append_generators():
    items = []
    while True:
        made = generator(1)
        next(made)
        items.append(made)


def append_exceptions():
    items = []
    while True:
        try:
            fail(len(items))
        except ValueError as error:
            items.append(error.with_traceback(None))


def fill_dict():
    items = {}
    while True:
        items[len(items)] = None


def fill_dict_with_lists():
    items = {}
    while True:
        items[str(len(items))] = [1]


def fill_set():
    items = set()
    while True:
        items.add((len(items),))


def fill_instance():
    node, number = Adder(), 0
    while True:
        setattr(node, "x%d" % number, number)
        number += 1


def fill_class():
    class Made:
        pass

    number = 0
    while True:
        setattr(Made, "x%d" % number, number)
        number += 1


def fill_globals():
    names, number = {}, 0
    while True:
        names["x%d" % number] = number
        number += 1


def extend_text():
    text = ""
    while True:
        text += "abc" * 1000


def extend_bytearray():
    text = bytearray()
    while True:
        text += b"abc" * 1000


def extend_list():
    items = [[]]
    while True:
        items += items


def shift():
    number = 3
    while True:
        number <<= 10_000_000


def square():
    number = 3 << 1_000_000
    while True:
        number += number << 3_000_000


def list_comprehension():
    return [(number,) for number in endless()]


def dict_comprehension():
    return {number: (number,) for number in endless()}


def set_comprehension():
    return {str(number) for number in endless()}


def list_of_map():
    return list(map(str, endless()))


def tuple_of_zip():
    return tuple(zip(endless(), endless()))


def dict_of_pairs():
    return dict((str(number), number) for number in endless())


def sorted_items():
    return sorted(-number for number in endless())


def star():
    first, *rest = endless()
    return first, rest


def star_arguments():
    return max(*endless())


def join():
    return "".join(str(number) for number in endless())


def split():
    text, items = "a " * 100_000, []
    while True:
        items.append(text.split())


def copy_slices():
    items, copies = [0] * 100_000, []
    while True:
        copies.append(items[:])


def recurse(number=0):
    items = [number] * 100_000
    return recurse(number + 1) + len(items)


WAYS = [
    append_constants,
    append_lists,
    append_texts,
    append_ints,
    append_functions,
    append_methods,
    append_generators,
    append_exceptions,
    fill_dict,
    fill_dict_with_lists,
    fill_set,
    fill_instance,
    fill_class,
    fill_globals,
    extend_text,
    extend_bytearray,
    extend_list,
    shift,
    square,
    list_comprehension,
    dict_comprehension,
    set_comprehension,
    list_of_map,
    tuple_of_zip,
    dict_of_pairs,
    sorted_items,
    star,
    star_arguments,
    join,
    split,
    copy_slices,
    recurse,
]

for way in WAYS:
    outcome = "ended"
    try:
        way()
    except MemoryError:
        # Nothing more here, where the traceback still holds what was made.
        outcome = "MemoryError"
    print(way.__name__, outcome, flush=True)
print(sum([1] * 1_000))
