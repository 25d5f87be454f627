# An exception raised while handling another prints both.
def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        return table["default " + key]


def main():
    table = {"a": 1}
    print(lookup(table, "a"))
    print(lookup(table, "b"))


main()
