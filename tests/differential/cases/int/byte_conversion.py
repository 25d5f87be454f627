# int.to_bytes and int.from_bytes in both byte orders, signed and unsigned.
for value in (0, 1, 127, 128, 255, 256, 65535, 2**47, 2**63, 10**20):
    size = (value.bit_length() + 7) // 8 or 1
    print(value.to_bytes(size, "big"), value.to_bytes(size + 2, "little"))
    assert int.from_bytes(value.to_bytes(size, "big"), "big") == value
    assert int.from_bytes(value.to_bytes(size, "little"), "little") == value

for value in (-1, -128, -129, 127, -(2**63), -(10**20)):
    encoded = value.to_bytes(10, "big", signed=True)
    print(encoded, int.from_bytes(encoded, "big", signed=True), int.from_bytes(encoded, "big"))

print((5).to_bytes(), (1024).to_bytes(length=4, byteorder="little"), (0).to_bytes(0, "big"))
print(
    int.from_bytes(b""),
    int.from_bytes([1, 2, 3]),
    int.from_bytes((255, 254), "little", signed=True),
)
print(bool.from_bytes(b"\x01"), int.from_bytes(bytearray(b"\x00\x10")))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: (256).to_bytes(1, "big"))
attempt(lambda: (-1).to_bytes(1, "big"))
attempt(lambda: (128).to_bytes(1, "big", signed=True))
attempt(lambda: (1).to_bytes(-1, "big"))
attempt(lambda: (1).to_bytes(1, "middle"))
attempt(lambda: int.from_bytes(5, "big"))
attempt(lambda: int.from_bytes([256], "big"))
attempt(lambda: int.from_bytes("abc", "big"))
