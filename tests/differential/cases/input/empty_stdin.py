# An empty standard input: every way to read it.
import sys

print(repr(sys.stdin.read()), repr(sys.stdin.readline()), sys.stdin.readlines(), list(sys.stdin))


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: input())
attempt(lambda: input("prompt without newline "))
attempt(lambda: next(sys.stdin))
attempt(lambda: sys.stdin.read(10))
attempt(lambda: sys.stdin.readline(10))
print("done")
