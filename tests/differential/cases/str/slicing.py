# Slices with every combination of bounds and steps, over ASCII and wide text.
text = "abcdefgh"
bounds = [None, 0, 2, 5, 8, 20, -1, -3, -8, -20]
for start in bounds:
    print([text[start:stop] for stop in bounds])
for step in (1, 2, 3, -1, -2, 100, -100):
    print(text[::step], text[1::step], text[:6:step], text[6:1:step], text[-2::step])

wide = "aé漢😀z"
print(len(wide), wide[1], wide[2], wide[3], wide[-1], wide[1:4], wide[::-1], wide[::2], wide[3:])
print(
    text[True],
    text[False:True],
    text[slice(1, 4)],
    text[slice(None, None, -1)],
    text[10**30 :],
    text[: -(10**30)],
)
print(text[2:5] + text[5:], text[:0] == "", text[:] is text or text[:] == text)


class Position:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


print(text[Position(3)], text[Position(1) : Position(-1) : Position(2)])


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: text[::0])
attempt(lambda: text["a":])
attempt(lambda: text[1.5:])
attempt(lambda: text[1, 2])
attempt(lambda: text[10**30])
attempt(lambda: text[None])
