# Function and class decorators: order, arguments, stacking, arbitrary expressions.
def trace(label):
    print("making", label)

    def decorate(function):
        print("decorating", label, getattr(function, "__name__", function))

        def wrapper(*args, **kwargs):
            print("enter", label)
            try:
                return function(*args, **kwargs)
            finally:
                print("leave", label)

        wrapper.__name__ = function.__name__
        wrapper.__wrapped__ = function
        return wrapper

    return decorate


@trace("outer")
@trace("inner")
def add(a, b=1):
    return a + b


print(add(1), add(2, b=5), add.__name__, add.__wrapped__.__wrapped__(1, 1))


def memoize(function):
    cache = {}

    def wrapper(n):
        if n not in cache:
            cache[n] = function(n)
        return cache[n]

    wrapper.cache = cache
    return wrapper


@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))
registry = {}


def register(name):
    def decorate(cls):
        registry[name] = cls
        cls.registered = name
        return cls

    return decorate


@register("first")
class First:
    pass


@(lambda cls: cls)
@[register("second")][0]
class Second(First):
    pass


print(registry["first"] is First, Second.registered, First().registered)


@str.upper
@str
@(lambda function: function.__name__)
def number():
    pass


print(number)


class Repeat:
    def __init__(self, times):
        self.times = times

    def __call__(self, function):
        def wrapper(*args):
            return [function(*args) for _ in range(self.times)]

        return wrapper


@Repeat(3)
def hello(name):
    return "hello " + name


print(hello("you"))
