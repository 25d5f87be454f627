# stdout and stderr written in turn; both must be complete.
import sys

for i in range(5):
    print("out", i)
    print("err", i, file=sys.stderr)
sys.stderr.write("direct err\n")
sys.stdout.write("direct out\n")
print("é漢 to stderr", file=sys.stderr)
print("lone \ud800 surrogate", file=sys.stderr)
print("no newline out", end="")
print("no newline err", end="", file=sys.stderr)
sys.stdout.flush()
sys.stderr.flush()
print(file=sys.stderr)
print()
print(sys.stdout.write("abc"), sys.stderr.write("abcd\n"))
print(
    sys.stdout.name,
    sys.stderr.name,
    sys.stdin.name,
    sys.stdout.encoding,
    sys.stdout.writable(),
    sys.stdin.readable(),
    sys.stdout.closed,
)
print(
    sys.stdout.fileno(),
    sys.stderr.fileno(),
    sys.stdin.fileno(),
    sys.stdout.isatty(),
    sys.stdout.errors,
    sys.stderr.errors,
)
saved = sys.stdout


class Capture:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


sys.stdout = capture = Capture()
print("captured", 1)
sys.stdout = saved
print(repr(capture.text), sys.__stdout__ is saved)
sys.stdout = sys.stderr
print("redirected to stderr")
sys.stdout = sys.__stdout__
print("back")
