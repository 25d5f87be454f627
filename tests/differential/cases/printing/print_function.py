# print: sep, end, file, flush, conversion order and errors.
import sys

print()
print("a", 1, None, 2.5, [1, "x"])
print("a", "b", sep="-")
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print("no newline", end="")
print("|", end=" end\n")
print("x", "y", sep="\n", end="\n\n")
print(*range(5), sep=", ", end=".\n")
print("flush", flush=True)
print("é漢😀", "tab\there", "null\0char")
print("to stderr", file=sys.stderr) if False else None
print("to stdout", file=sys.stdout)
print("none file", file=None)


class Sink:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return None

    def flush(self):
        self.parts.append("<flush>")


sink = Sink()
print("a", 2, file=sink)
print("b", end="", file=sink, flush=True)
print(file=sink)
print("p", "q", sep="--", end="!!", file=sink)
print(sink.parts)


class Loud:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        sys.stdout.write(f"[str {self.name}]")
        return self.name


print(Loud("one"), Loud("two"))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: print("x", sep=5))
attempt(lambda: print("x", end=5))
attempt(lambda: print("x", file=5))
attempt(lambda: print("x", bad=1))
attempt(lambda: print("x", file="text"))
attempt(lambda: print("\ud800"))
print(print("returns"), print is print)
sys.stdout.write("direct\n")
sys.stdout.write("no newline at the very end")
