"""What the compiler may take for granted of a value's class, and what it may not."""


class Formats(str):
    def __rmod__(self, other):
        return ["formatted", other]


class Items:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value

    def __lt__(self, other):
        return f"{self.value} before {other.value}"


class Loud(list):
    def append(self, item):
        print("append", item)
        super().append(item)

    def __getitem__(self, index):
        return ("item", index)


def formatted(right):
    result = "%s!" % right
    return result, bool(result)


def ordered(left, right):
    a, b = [Items(left)], [Items(right)]
    order = a < b
    same = a == b
    if order:
        print("order", order, same)
    return order, same, (Items(left),) < (Items(right),)


def known_lists(count):
    items = []
    for index in range(count):
        items.append(index * index)
    items[0] = "first"
    pair = (items[-1], items)
    total = 0
    for index in range(1, count):
        total += items[index] + pair[1][index]
    try:
        items[count]
    except IndexError as error:
        print(error)
    try:
        pair[2]
    except IndexError as error:
        print(error)
    return total, pair[0]


def changing(flag):
    items = [1, 2, 3]
    if flag == 1:
        items = (4, 5, 6)
    elif flag == 2:
        items = Loud([7, 8, 9])
    elif flag == 3:
        items = {0: "zero", 1: "one"}
    try:
        items.append(10)
    except AttributeError as error:
        print(error)
    return items[1], len(items)


def annotated(number: int, text: str = "x", *rest: int, items: list = [], **named: str):
    number += number
    text = text + text
    return number, text, rest, items, named, number < number


def bools(value):
    flag = value > 2 and value < 10
    both = True & flag
    mixed = True | value
    negated = not flag
    if flag:
        print("flag", flag, both, mixed, negated)
    return -flag, ~(negated + 0), flag + flag, flag / 2, both if both else negated


def generator(limit):
    items = []
    done = False
    total = 0.5
    while not done:
        items.append(total)
        total += len(items)
        done = len(items) >= limit
        yield items[-1], done
    yield items, total


def extended(other):
    items = [1]
    items += other
    items *= 2
    return items, type(items) is list


def unbound(flag):
    if flag:
        value = 1.5
    try:
        print(value + 1)
    except UnboundLocalError as error:
        print(type(error).__name__)
    if not flag:
        value = 2
    return value * 2


print(formatted("a"), formatted(Formats("a")), formatted((1,)))
print(ordered(1, 2), ordered(3, 3))
print(known_lists(6))
for flag in range(4):
    print(changing(flag))
print(annotated(1), annotated("a", "b", "c", items=(), named=1), annotated(1.5, [1]))
for value in (1, 5, 5.5, 20):
    try:
        print(bools(value))
    except TypeError as error:
        print(error)
print(list(generator(3)))
print(extended((2, 3)), extended("ab"), extended({4: 5}))
print(unbound(True), unbound(False))
numbers = [1, 2]
numbers.append(3)
numbers = numbers[1]
print(numbers + 1)
