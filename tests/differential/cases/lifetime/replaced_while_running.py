# Functions that lose their last other reference while they run: methods that take themselves off their class.


class Tracked:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("delete", self.name)


def churn():
    # Memory freed too early would be in use again after this.
    return [(lambda n=n: n)() for n in range(50)] and [[n] * 3 for n in range(50)]


class A:
    def plain(self, value):
        A.plain = None
        churn()
        return ("plain", value, self.__class__.__name__)

    def deleted(self):
        del A.deleted
        churn()
        return [self.other(n) for n in range(2)]

    def other(self, n):
        return n * 2


def install(tracked, count):
    text = "captured"

    def method(self, value):
        nonlocal count
        A.method = replacement
        churn()
        count += 1
        return (text, tracked.name, value, count)

    def replacement(self, value):
        del A.method
        churn()
        try:
            return ("replacement", text, tracked.name, value)
        finally:
            churn()

    A.method = method


class Base:
    def run(self):
        return "base"


class Derived(Base):
    def run(self):
        del Derived.run
        churn()
        return "derived and " + super().run()


def failing(name):
    def fails(self):
        del A.fails
        churn()
        raise ValueError(name)

    A.fails = fails


for round in range(3):
    a = A()
    A.saved = A.plain, A.deleted
    print(a.plain(round), a.deleted())
    A.plain, A.deleted = A.saved
    install(Tracked(f"held by method {round}"), round)
    print(a.method(1))
    print(a.method(2))
    print(hasattr(a, "method"))
    failing(f"held by failing {round}")
    try:
        a.fails()
    except ValueError as error:
        print("error", error)
    d = Derived()
    saved = Derived.run
    print(d.run(), d.run())
    Derived.run = saved
for _ in range(2):

    class Once:
        def run(self):
            del Once.run
            churn()
            return __class__ is Once

    print(Once().run())
