"""A method is found before its arguments are evaluated, whatever evaluating them changes."""

log = []


def say(text, value=None):
    log.append(text)
    return value


class Base:
    def method(self, *arguments):
        return type(self).__name__, arguments

    @classmethod
    def of_class(cls, *arguments):
        return cls.__name__, arguments

    @staticmethod
    def of_none(*arguments):
        return arguments

    @property
    def computed(self):
        log.append("computed")
        return lambda *arguments: ("computed", arguments)


class Slotted:
    __slots__ = ("action", "method_of_slot")

    def method(self, *arguments):
        return "slotted", arguments


class Lazy:
    def __getattr__(self, name):
        log.append(f"getattr {name}")
        if name == "absent":
            raise AttributeError(name)
        return lambda *arguments: (name, arguments)


class Callable:
    def __call__(self, *arguments, **keywords):
        return "callable", arguments, keywords


def changing(target):
    def replacement(self, *arguments):
        return "replaced", arguments

    Base.method = replacement
    return say("changed", target)


def removing(target):
    del Base.of_none
    return say("removed", target)


def all_calls(thing, box):
    results = []
    for _ in range(3):
        results.append(thing.method(box[0], box[1]))
        results.append(thing.method(box[0], *box))
        results.append(thing.action(box[0]))
        results.append(thing.action(box[0], key=box[1]) if isinstance(thing.action, Callable) else None)
    return results


one, two = Base(), Slotted()
one.action = lambda *arguments: ("own", arguments)
two.action = Callable()
third = Base()
third.method = lambda *arguments: ("hidden", arguments)
third.action = Callable()
for thing in (one, two, third, one, third, two):
    print(all_calls(thing, [1, 2]))

box = [5]
lazy = Lazy()
print(lazy.anything(box[0]), lazy.other(say("argument", box[0])), log)
log.clear()
try:
    lazy.absent(say("never"))
except AttributeError as error:
    print(repr(error), log)

log.clear()
print(one.computed(say("argument", 1)), log)
print(one.of_class(box[0]), one.of_none(box[0]), Base.of_class(box[0]), Base.of_none(box[0]))
for _ in range(3):
    try:
        print(one.method(changing(box[0]), box[0]), one.method(box[0]))
    finally:
        print(log)
print(one.of_none(removing(box[0])))
try:
    one.of_none(box[0])
except AttributeError as error:
    print(error)

for receiver in (3, 2.5, "text", [1, 2], None, True):
    for _ in range(2):
        try:
            print(receiver.__eq__(box[0]), receiver.__class__(box[0]) if receiver is not None else "")
        except TypeError as error:
            print(type(error).__name__, error)


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dropped", self.name)

    def take(self, *arguments):
        if len(arguments) > 1:
            raise ValueError(self.name)
        return len(arguments)


def make(name):
    return Noisy(name)


# What is dropped when, in code that calls the runtime for each operation; with and without an error.
print(make("receiver").take(make("argument")))
try:
    make("receiver").take(make("first"), make("second"))
except ValueError as error:
    print("caught", error)
print(make("a").name, make("b").take(), [make("c").name, make("d").name])
try:
    make("key")[make("index")]
except TypeError as error:
    print(error)
for item in {make("e").name: make("f").name}:
    print(item)
