"""Recursive Fibonacci numbers: nothing but calls and small ints."""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main():
    print(fib(37))


main()
