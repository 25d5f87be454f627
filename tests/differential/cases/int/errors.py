# Type errors of integer operators name the operator and both operand types.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


one = 1
attempt(lambda: one + "1")
attempt(lambda: "1" + one)
attempt(lambda: one + None)
attempt(lambda: one - [])
attempt(lambda: one * {})
attempt(lambda: one / "x")
attempt(lambda: one // "x")
attempt(lambda: one % "x")
attempt(lambda: divmod(one, "x"))
attempt(lambda: one @ one)
attempt(lambda: -"x")
attempt(lambda: +[])
attempt(lambda: ~None)
attempt(lambda: abs("x"))
attempt(lambda: one.real())
attempt(lambda: one.imaginary)
attempt(lambda: one < one < "x")
attempt(lambda: one in one)
attempt(lambda: one not in one)
attempt(lambda: int.bit_length("x"))
attempt(lambda: int.__add__(1))
attempt(lambda: int(1, 2, 3))
attempt(lambda: int(x=1))


def augmented(operator):
    value = 1
    if operator == "+":
        value += "x"
    elif operator == "-":
        value -= "x"
    elif operator == "<<":
        value <<= "x"
    elif operator == "**":
        value **= "x"
    elif operator == "//":
        value //= None
    elif operator == "@":
        value @= 2
    return value


for symbol in ("+", "-", "<<", "**", "//", "@"):
    attempt(lambda: augmented(symbol))
