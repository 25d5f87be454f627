# Types that are called without being named, by all the ways from an object to its type.
def of(value):
    return value.__class__


print(of("")(1.5), of(1)("17"), of(1.5)("2.5"), of(True)(""), of(b"")(2), of([])("ab"), of(())("ab"), of({})(a=1))
print(of(of(1))("Made", (), {"x": 1}).x)
print("".join.__self__.__len__(), [].append.__self__, len({}.fromkeys("ab")))
print([].__class_getitem__(int)("ab"), (3).from_bytes(b"\1\2", "big"), (1.5).fromhex("0x1p2"))
items = [1]
items.__init__("xy")
print(items)
