# The error handler that writes the names of characters.
for text in ("abc", "é", "漢字", "😀", "mixed é漢😀"):
    print(text.encode("ascii", "namereplace"), text.encode("latin-1", "namereplace"))
