"""Sites that have entered a method follow its function when that gets other code."""


class Counter:
    def step(self, amount):
        return "step", amount

    def reset(self):
        return "reset"


class Child(Counter):
    pass


def replacement(self, amount=5, *rest):
    return "replaced", amount, rest


def one_argument(self):
    return "one argument"


def use(counter):
    return counter.step(1)


def use_reset(counter):
    return counter.reset()


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except TypeError as error:
        return f"TypeError: {error}"


for counter in Counter(), Child():
    for _ in range(3):
        print(use(counter), use_reset(counter))

Counter.step.__code__ = replacement.__code__
for counter in Counter(), Child():
    for _ in range(2):
        print(attempt(use, counter))

Counter.step.__code__ = one_argument.__code__
for counter in Counter(), Child():
    for _ in range(2):
        print(attempt(use, counter))

Counter.reset.__code__ = replacement.__code__
print(attempt(use_reset, Counter()))
Counter.reset.__defaults__ = (7,)
print(attempt(use_reset, Counter()), attempt(use_reset, Child()))


class Closing:
    """Methods with closure cells are called as long as the class has them and after."""

    def start(self):
        del Closing.start
        return __class__.__name__

    def calls_super(self):
        return super().__init__()


def start(closing):
    return closing.start()


closing = Closing()
print(start(closing))
try:
    start(closing)
except AttributeError as error:
    print(error)
for _ in range(3):
    print(closing.calls_super())

# Calls of several widths, with what takes just as many arguments and what does not.


def call_widths(f):
    for call in (lambda: f(), lambda: f(1), lambda: f(1, 2), lambda: f(1, 2, 3), lambda: f(1, 2, 3, 4)):
        print(attempt(call))


def exactly_two(a, b):
    return a, b


call_widths(exactly_two)
call_widths(lambda: "none")
call_widths(lambda *rest: rest)
call_widths(lambda a, b=2, *, c=3: (a, b, c))
call_widths(max)
call_widths(dict)
call_widths(Counter.step)
call_widths(Counter().reset)
