"""Closures, nonlocal counters, function composition, callbacks and partial application."""


def counter(step):
    count = 0

    def increment(by):
        nonlocal count
        count += step * by
        return count

    def read():
        return count

    return increment, read


def compose(*functions):
    def composed(value):
        for function in functions:
            value = function(value)
        return value

    return composed


def adder(amount):
    return lambda value: value + amount


def scaler(factor):
    return lambda value: value * factor % 1000003


def memoized(function):
    cache = {}

    def wrapper(value):
        if value in cache:
            return cache[value]
        result = cache[value] = function(value)
        return result

    return wrapper


def fold(function, items, start):
    result = start
    for item in items:
        result = function(result, item)
    return result


def main():
    increment, read = counter(3)
    pipeline = compose(adder(7), scaler(31), adder(-2), scaler(17))
    total = 0
    for i in range(4500000):
        increment(i & 3)
        total = pipeline(total + i)
    slow = memoized(lambda value: sum(range(value)))
    for i in range(3500000):
        total += slow(i % 50)
    total += fold(lambda a, b: (a * 31 + b) % 1000003, range(6000000), 1)
    makers = [(lambda k: lambda x: x * k)(k) for k in range(10)]
    total += sum(makers[i % 10](i) for i in range(1500000))
    print(read(), total)


main()
