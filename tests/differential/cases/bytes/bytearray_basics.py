# bytearray: construction, mutation, slice assignment, methods in place.
buffer = bytearray(b"hello")
print(
    buffer,
    len(buffer),
    buffer[0],
    buffer[1:3],
    bytes(buffer),
    bytearray(3),
    bytearray([1, 2]),
    bytearray("é", "utf-8"),
    bytearray(),
)
buffer[0] = 72
buffer[-1] = ord("O")
buffer.append(33)
buffer.extend(b" yes")
buffer.extend([63, 63])
buffer += b"."
print(buffer)
buffer[1:4] = b"EEE-LL"
del buffer[-3:]
del buffer[0]
buffer.insert(0, 74)
print(buffer, buffer.pop(), buffer.pop(0), buffer)
buffer.remove(69)
buffer.reverse()
print(
    buffer,
    buffer.find(b"E"),
    buffer.count(69),
    buffer == bytes(buffer),
    buffer.upper(),
    buffer.hex(),
)
buffer[::2] = bytes(len(buffer[::2]))
print(
    buffer,
    buffer.replace(b"\x00", b"z"),
    buffer.copy() is buffer,
    buffer.split(b"\x00")[:2],
    buffer.decode("latin-1").isprintable(),
)
buffer.clear()
print(
    buffer,
    bool(buffer),
    bytearray(b"a") + b"b",
    b"a" + bytearray(b"b"),
    bytearray(b"ab") * 2,
    bytearray(b"x") in (b"x",),
    repr(bytearray(b"'")),
)
numbers = bytearray(range(10))
numbers *= 2
print(sum(numbers), list(numbers[8:12]), 9 in numbers, b"\x08\x09" in numbers, max(numbers))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


b = bytearray(b"abc")
attempt(lambda: b.__setitem__(0, 256))
attempt(lambda: b.__setitem__(0, "a"))
attempt(lambda: b.__setitem__(5, 1))
attempt(lambda: b.append("a"))
attempt(lambda: b.append(-1))
attempt(lambda: b.remove(1))
attempt(lambda: bytearray().pop())
attempt(lambda: b.extend("abc"))
attempt(lambda: b.extend([300]))
attempt(lambda: hash(b))
attempt(lambda: b.__setitem__(slice(0, 1), 5))
attempt(lambda: b.__setitem__(slice(0, 3, 2), b"x"))
attempt(lambda: b + "a")
attempt(lambda: b[10])
