# float() from text: whitespace, signs, exponents, underscores, special names, errors.
for text in (
    "1",
    "1.5",
    " 2.5 ",
    "-0",
    "+3.25",
    "1e5",
    "1E-5",
    ".5",
    "5.",
    "1_000.5",
    "1e1_0",
    "inf",
    "-Infinity",
    "NaN",
    "+nan",
    "INF",
    "1e400",
    "-1e400",
    "1e-400",
    "0.1e1",
    "00012.5",
    "\t7\n",
    "١٢.٥",
    "123456789012345678901234567890",
    "0.1000000000000000055511151231257827",
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
    "4.9e-324",
    "2.4703282292062327e-324",
    "9007199254740993",
    "1e23",
):
    print(repr(text[:40]), float(text))

print(float(), float(3), float(True), float(b"2.5"), float(bytearray(b"-1")), float(10**20))


class Convertible:
    def __float__(self):
        return 2.25


class Indexable:
    def __index__(self):
        return 12


print(float(Convertible()), float(Indexable()))


class Wrong:
    def __float__(self):
        return 3


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


for bad in (
    "",
    " ",
    "abc",
    "1.5x",
    "1..5",
    "1e",
    "e5",
    "--1",
    "1__0",
    "_1",
    "1_.5",
    "0x10",
    "infinit",
    "nan(1)",
    "1 2",
):
    attempt(lambda: float(bad))
attempt(lambda: float(None))
attempt(lambda: float([]))
attempt(lambda: float(b"x"))
attempt(lambda: float(Wrong()))
attempt(lambda: float(1, 2))
