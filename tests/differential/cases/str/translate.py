# str.maketrans in its three forms and str.translate.
table = str.maketrans("abc", "xyz")
print(table, "aabbcc-d".translate(table))
table = str.maketrans("ab", "12", "cd")
print(table, "abcdabcd".translate(table))
table = str.maketrans({"a": "AA", "b": None, "c": 0x1F600, 100: "dee"})
print(table, "abcd".translate(table))
print("hello".translate({ord("l"): None, ord("h"): "J", ord("o"): ord("0")}), "x".translate({}))


class Table:
    def __getitem__(self, code):
        if code == ord("q"):
            raise LookupError
        return chr(code).upper() if code % 2 else code


print("abcdefq".translate(Table()))
print("abc".translate(["x"] * 98), "ß".translate(str.maketrans({"ß": "ss"})))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: str.maketrans("ab", "c"))
attempt(lambda: str.maketrans("ab"))
attempt(lambda: str.maketrans({"ab": 1}))
attempt(lambda: str.maketrans({1.5: 1}))
attempt(lambda: str.maketrans(1, "a"))
attempt(lambda: str.maketrans("a", "b", 1))
attempt(lambda: "a".translate({97: 0x110000}))
attempt(lambda: "a".translate({97: 1.5}))
attempt(lambda: "a".translate(5))
attempt(lambda: "a".translate())
