# A failure at module level after output, with a wide character on the line.
table = {}
print("é漢", len(table))
name = "é漢字"
table["é漢字"], table[["list"]] = name, 1
