from walk import show

show(lambda: b"xy", lambda: bytearray(b"xy"), lambda: iter(b"x"), lambda: iter(bytearray(b"x")))
