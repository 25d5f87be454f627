# Universal newlines on reading, translation on writing, the newline parameter.
raw = b"unix\nwindows\r\nold mac\rmixed\r\r\n\nend"
with open("mixed.txt", "wb") as f:
    f.write(raw)
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("mixed.txt", newline=newline) as f:
        print(repr(newline), list(f), f.newlines)
    with open("mixed.txt", newline=newline) as f:
        print(repr(f.read()))
    with open("mixed.txt", newline=newline) as f:
        print(repr(f.read(13)), repr(f.readline()), repr(f.read(1)))
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("out.txt", "w", newline=newline) as f:
        f.write("a\nb\r\nc\rd\n")
    print(repr(newline), open("out.txt", "rb").read())
with open("split.txt", "wb") as f:
    f.write(b"x" * 8191 + b"\r\n" + b"y" * 5 + b"\r")
with open("split.txt") as f:
    lines = f.readlines()
    print([len(line) for line in lines], repr(lines[-1]))
with open("mixed.txt") as f:
    print([line.splitlines() for line in f])
