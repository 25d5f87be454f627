# Text files: write, append, read in every way, context manager, positions.
with open("notes.txt", "w") as f:
    print(
        f.write("first line\n"),
        f.write(""),
        f.writelines(["second\n", "third é漢😀\n"]),
        f.name,
        f.mode,
        f.encoding.lower(),
        f.closed,
    )
    print("printed", 4, sep="=", file=f)
print(f.closed)
with open("notes.txt") as f:
    print(repr(f.read()), repr(f.read()))
with open("notes.txt", "r", encoding="utf-8") as f:
    print(
        repr(f.readline()), repr(f.read(3)), repr(f.readline()), f.readlines(), repr(f.readline())
    )
with open("notes.txt", "a") as f:
    f.write("appended without newline")
for number, line in enumerate(open("notes.txt"), 1):
    print(number, line.rstrip("\n"))
with open("notes.txt", "r+") as f:
    f.write("FIRST")
    f.seek(0)
    print(f.readline(), end="")
    position = f.tell()
    print(position, f.readline(), end="")
    f.seek(position)
    print(f.readline(), end="")
    f.seek(0, 2)
    f.write("!")
    f.seek(0)
    print(len(f.read()))
    f.truncate(10)
    f.seek(0)
    print(repr(f.read()))
with open("notes.txt", "w+") as f:
    f.write("abc\ndef")
    f.seek(0)
    print(list(f), f.readable(), f.writable(), f.seekable())
with open("empty.txt", "w"):
    pass
print(repr(open("empty.txt").read()), open("empty.txt").readlines(), list(open("empty.txt")))
f = open("notes.txt")
print(next(f), end="")
print(f.close(), f.close(), f.closed)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: f.read())
attempt(lambda: f.write("x"))
attempt(lambda: list(f))
attempt(lambda: f.readline())
attempt(lambda: open("notes.txt").write("x"))
attempt(lambda: open("other.txt", "w").read())
attempt(lambda: open("other.txt", "w").write(5))
attempt(lambda: open("other.txt", "w").write(b"x"))
attempt(lambda: open("other.txt", "w").writelines([1]))
attempt(lambda: f.__enter__())
