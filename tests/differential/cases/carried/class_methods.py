# Class methods get the type, and may call it.
print({}.fromkeys("ab", 0), b"".fromhex("6162"), (1.0).fromhex("0x1.8p1"), (0).from_bytes(b"\1\2", "little"))
alias = [].__class_getitem__("item")
print(alias("ab"), alias)
