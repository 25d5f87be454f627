# Case conversion over ASCII, Latin, Greek, Turkish, German and title-case letters.
samples = [
    "hello World",
    "HELLO",
    "ß straße",
    "ÀÉÎ õü",
    "ΑΣ ΟΔΟΣ",
    "ǆ ǅ Ǆ",
    "İstanbul ı",
    "ŉ ﬁ ﬂ",
    "they're bill's",
    "x1y2 3abc",
    "ÿ Ÿ",
    "Ⅷ ⅷ",
    "ⓐ",
    "",
]
for text in samples:
    print(ascii(text.upper()), ascii(text.lower()), ascii(text.title()))
    print(ascii(text.capitalize()), ascii(text.swapcase()), ascii(text.casefold()))
    print(text.isupper(), text.islower(), text.istitle())

print(
    "Straße".casefold() == "STRASSE".casefold(),
    "ΣΑΣ".lower(),
    "ΑΣ.".lower(),
    "Σ".lower(),
    "ΑΣΑ".lower(),
)
print("hello".upper().lower().title().swapcase())
print(
    "ὀδυσσεύς".upper(),
    "ᾳ".upper(),
    "ᾳ".title(),
    "ﬃ".upper(),
    "ﬃ".capitalize(),
    "ǰ".upper().encode("utf-8"),
)
for method in (str.upper, str.lower, str.title, str.casefold):
    try:
        method(5)
    except TypeError as error:
        print(error)
