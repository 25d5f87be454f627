# repr and ascii: quote choice, escapes, printable and unprintable code points, lone surrogates.
samples = ["plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "\n\t\r", "\x00\x1b\x7f", "\x80\x9f\xa0\xad", "é漢😀", "\u200b\u2028",
           "\ud800", "\udfff x", "\U000e0001", "\ufeff", "\u0378", "a\u0301", "\U0010ffff", ""]  # fmt: skip
for text in samples:
    print(ascii(repr(text)), ascii(text), len(repr(text)))

print([("it's", '"'), {"k\n": "v\t"}], {"'"}, ("é",))
print(repr(repr("a'b")), repr(repr(repr("'"))))
print(
    "\a\b\f\v".__repr__(),
    "\101\x41\u0041\U00000041\N{LATIN CAPITAL LETTER A}",
    "\0" == "\x00",
    "line \
continued",
)
print(r"raw \n \' \x", rb"raw \n", R"\d+", "\1\12\123", "octal")
print("\N{SNOWMAN} \N{GREEK SMALL LETTER ALPHA} \N{PILE OF POO} \N{CJK UNIFIED IDEOGRAPH-4E2D}")
print(u"legacy", "tab	inside", 'single', '''triple single''' """triple double""")  # fmt: skip
print("%r %a" % ("é\n", "é\n"), "{!r} {!a}".format("漢'", "漢'"), f"{'é'!a} {'é'!r}")
print(str("\ud800") == "\ud800", "\ud83d\ude00" == "😀", len("\ud83d\ude00"))
