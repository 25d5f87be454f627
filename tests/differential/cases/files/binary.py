# Binary files: bytes in and out, seek and tell, readinto, partial reads.
data = bytes(range(256)) * 3
with open("data.bin", "wb") as f:
    print(f.write(data), f.write(b""), f.write(bytearray(b"tail")), f.tell(), f.mode, f.name)
with open("data.bin", "rb") as f:
    print(
        f.read(4), f.tell(), f.seek(250), f.read(10), f.seek(-4, 2), f.read(), f.read(), f.read(5)
    )
    print(f.seek(0), f.seek(10, 1), f.read(1), f.tell(), len(f.read()), f.seek(10**6), f.read())
    buffer = bytearray(6)
    f.seek(65)
    print(f.readinto(buffer), buffer, f.readable(), f.writable(), f.seekable())
with open("lines.bin", "wb") as f:
    f.writelines([b"one\n", b"two\r\n", b"three"])
with open("lines.bin", "rb") as f:
    print(f.readline(), f.readline(2), f.readline(), f.readlines())
    f.seek(0)
    print(list(f), [line for line in open("lines.bin", "rb")])
with open("lines.bin", "r+b") as f:
    f.seek(4)
    f.write(b"TWO")
    f.seek(0)
    print(f.read(), f.truncate(5), f.seek(0), f.read())
with open("lines.bin", "ab") as f:
    print(f.tell(), f.write(b"++"), f.tell())
print(open("lines.bin", "rb").read())
with open("new.bin", "xb") as f:
    f.write(b"exclusive")
with open("big.bin", "wb") as f:
    for i in range(300):
        f.write(bytes([i % 256]) * 1000)
with open("big.bin", "rb") as f:
    total, chunks = 0, 0
    while chunk := f.read(4096):
        total += sum(chunk)
        chunks += 1
    print(total, chunks, f.tell())


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: open("new.bin", "xb"))
attempt(lambda: open("new.bin", "rb").write(b"x"))
attempt(lambda: open("new.bin", "wb").write("text"))
attempt(lambda: open("new.bin", "wb").read())
attempt(lambda: open("data.bin", "rb").seek(-1))
attempt(lambda: open("data.bin", "rb").seek(0, 9))
attempt(lambda: open("data.bin", "rb").read("x"))
