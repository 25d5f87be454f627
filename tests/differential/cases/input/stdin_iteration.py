# sys.stdin: iteration, readline, read and mixing with input().
import sys

print(repr(sys.stdin.readline()))
print(repr(input()))
print(repr(sys.stdin.readline(4)), repr(sys.stdin.readline()))
for number, line in enumerate(sys.stdin, 1):
    line = line.rstrip("\n")
    print(number, line, len(line))
    if line == "stop":
        break
print(repr(sys.stdin.read(5)), repr(sys.stdin.read(0)))
print(repr(sys.stdin.readline()))
rest = sys.stdin.readlines()
print(rest, repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin))
print(sys.stdin.encoding, sys.stdin.isatty(), sys.stdin.closed, sys.stdin.fileno())
try:
    sys.stdin.write("x")
except Exception as error:
    print(type(error).__name__, error)
