# Encodings and error handlers of text files.
text = "aé漢😀\n"
for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-32-be", "utf-8-sig"):
    with open("t.txt", "w", encoding=encoding) as f:
        f.write(text)
    print(encoding, open("t.txt", "rb").read(), repr(open("t.txt", encoding=encoding).read()))
with open("latin.txt", "w", encoding="latin-1") as f:
    f.write("é")
print(open("latin.txt", "rb").read(), open("latin.txt", encoding="latin-1").read())


def attempt(action):
    try:
        print(ascii(action()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: open("latin.txt", encoding="utf-8").read())
attempt(lambda: open("latin.txt", encoding="ascii").read())
attempt(lambda: open("w.txt", "w", encoding="ascii").write("é"))
attempt(lambda: open("w.txt", "w", encoding="latin-1").write("漢"))
attempt(lambda: open("w.txt", "w", encoding="utf-8").write("\ud800"))
with open("bad.bin", "wb") as f:
    f.write(b"ok \xff\xfe end \xc3")
for errors in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
    attempt(lambda: open("bad.bin", encoding="utf-8", errors=errors).read())
for errors in ("ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace"):
    with open("handled.txt", "w", encoding="ascii", errors=errors) as f:
        f.write("x é 漢")
    print(errors, open("handled.txt", "rb").read())
with open("wide.txt", "w", encoding="utf-8") as f:
    f.write("漢字" * 5000 + "\n" + "é" * 3)
with open("wide.txt", encoding="utf-8") as f:
    print(len(f.read(7)), len(f.readline()), repr(f.read()))
with open("cut.txt", "wb") as f:
    f.write("漢".encode()[:2])
attempt(lambda: open("cut.txt", encoding="utf-8").read())
attempt(lambda: open("cut.txt", encoding="utf-8", errors="replace").read())
