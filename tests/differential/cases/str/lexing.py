# String literal forms: prefixes, quotes, escapes, continuation, concatenation, raw edge cases.
# fmt: off
print('single' "double" '''t1''' """t2""", r'\raw' R"\RAW" u'u' U"U")
print('a\
b', "tab\tnl\\n", '\'', "\"", "'", '"', "\x41\u00e9\U0001F600\N{BULLET}", '\a\b\f\v'.encode())
print(b'bytes' B"\x00\xff" rb'\x' Rb"\n" bR'\t' BR"\'")
print(r"ends with \\", len(r"\""), r'\'', len(r"\\"))
print("""first
    indented \
joined
last""")
print(("implicit "
       "concatenation "
       f"with {1 + 1} "
       r"raw \n"))
print("\08", "\18", "\1234", "\x7f".encode(), "nul\0end".encode())
print(len("\
"), len(''), len(""""""), '''a'b"c''', """d"e'f""")
print(0xdead_BEEF, 0o7_7, 0b1_0, 1_0.5_0e-1_0, 00, 0_0, 1E5, 1.e2, .5e1)
x = 5; y = 6; print(x, y)
if x: print("one line"); print("still")
class A: a = 1; b = 2
print(A.a, A.b, [1,
                 2,   # comment inside
                 ], (
    3
), {
    "k":
    4})
total = 1 + \
    2
print(total, not-1, -+-1, 5 if 1 else(6), [1,][0], (1,), 1 .real, 1.0.real)
def f(): return 1
print(f(), (lambda: 2)(), "semi");
