# PEP 701: same quotes inside, backslashes, comments, nested f-strings, multi-line fields.
names = ["a", "b"]
d = {"key": "value", 'it"s': 1}
# fmt: off
print(f"{d["key"]} {", ".join(names)} {f"{f"{f"deep"}"}"}")
print(f'{d['it"s']} {'\t'.join(names)} {'\\'} {"\u00e9"}')
print(f"{
    names[0]  # a comment
    + "!"
} {names[1]}")
print(f"""{
    d["key"]
    .upper()
}""")
print(f"{f"{1 + 1}" + f'{"x" * 2}'} {"{not a field}"} {'}'} {'{'}")
print(f"{"a" if names else "b"} {d.get("missing", "default")} {[n for n in names if n != "a"]}")
print(f"{names!r:>{len("1234567890123")}}|{"right":>{4 + 4}}|{"x":{"*"}>{3}}")
print(f"{(lambda s: s + "?")("q")} {{'literal'}} {{{"single"}}} { {"set"} } { {"k": 1}["k"] }")
print(f"{"multi" "part"} {'implicit' f'{1}'}", f"{x:=5}" if (x := 7) else "", f"{(y := 3)} {y}")
print(f'{"'"}{'"'}', f"{'a' 'b'}", f"{"""triple "quoted" inside"""}", f'''{"""x"""}{'y'}''')
print(f"{1:{1}{0}}", f"{1:{f"{1}0"}}", f"{"a"!r}{"b"!s}{"c"!a}", f"{3.14:{f"{10}.{2}"}f}")
# fmt: on
print(f"{chr(10)!r} {'a\nb'!r} {'\N{SNOWMAN}'} {'\x41'}")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: f"{undefined_name}")
attempt(lambda: f"{5:s}")
attempt(lambda: f"{'a':d}")
attempt(lambda: f"{[]:5}")
attempt(lambda: f"{1:{'bad'}}")
attempt(lambda: f"{d['nope']}")
attempt(lambda: f"{1 / 0}")
