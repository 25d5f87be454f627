# bytes methods: search, split, strip, replace, case, predicates, justification.
data = b"abracadabra"
print(
    data.find(b"bra"),
    data.rfind(b"bra"),
    data.find(99),
    data.count(b"a"),
    data.count(97),
    data.index(b"c"),
    data.find(b"z"),
    data.count(b""),
)
print(
    data.startswith(b"ab"),
    data.endswith((b"x", b"ra")),
    data.replace(b"a", b""),
    data.replace(b"a", b"--", 2),
    data.split(b"a"),
    data.rsplit(b"a", 1),
)
print(
    b" a  b ".split(),
    b"a\nb\r\nc".splitlines(),
    b"a\nb".splitlines(True),
    b"k=v=w".partition(b"="),
    b"k=v=w".rpartition(b"="),
    b",".join([b"a", b"b"]),
)
print(
    b"  x ".strip(),
    b"xxhixx".strip(b"x"),
    b"  x ".lstrip(),
    b"  x ".rstrip(),
    b"abc".removeprefix(b"a"),
    b"abc".removesuffix(b"c"),
)
print(
    b"aBc\xe9".upper(),
    b"aBc\xc9".lower(),
    b"hello world".title(),
    b"heLLO".capitalize(),
    b"aB".swapcase(),
)
print(
    b"abc".isalpha(),
    b"a1".isalnum(),
    b"12".isdigit(),
    b" \t".isspace(),
    b"AB".isupper(),
    b"ab".islower(),
    b"Ab Cd".istitle(),
    b"\x80".isascii(),
    b"\xe9".isalpha(),
)
print(
    b"a".center(5, b"*"),
    b"a".ljust(3),
    b"a".rjust(3, b"0"),
    b"-7".zfill(5),
    b"a\tb".expandtabs(4),
    bytes.maketrans(b"ab", b"xy")[97:99],
)
print(
    b"abcabc".translate(bytes.maketrans(b"ab", b"xy")),
    b"abcabc".translate(None, b"b"),
    b"abc".translate(None, delete=b"a"),
)
print(
    b"%s %d %x %r %a %c %5.1f %%" % (b"a", 5, 255, b"q", "é", 65, 2.5),
    b"%b|%-5s|%05d" % (b"z", b"l", 42),
    b"%(k)s" % {b"k": b"v"},
)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: data.find("a"))
attempt(lambda: data.index(b"z"))
attempt(lambda: data.rindex(b"z"))
attempt(lambda: data.split(b""))
attempt(lambda: data.split("a"))
attempt(lambda: data.replace("a", b""))
attempt(lambda: data.startswith("a"))
attempt(lambda: b",".join(["a"]))
attempt(lambda: b",".join([b"a", 5]))
attempt(lambda: b"%s" % "a")
attempt(lambda: b"%d" % "a")
attempt(lambda: b"%d %d" % 1)
attempt(lambda: b"a" % 1)
attempt(lambda: data.format())
attempt(lambda: data.encode())
attempt(lambda: b"a".center(5, b"ab"))
attempt(lambda: b"a".translate(b"x"))
attempt(lambda: data.count(256))
