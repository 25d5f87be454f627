"""pow() with a modulus: both operands have their say."""


class Reflected(int):
    def __rpow__(self, other, mod=None):
        return "reflected", int(self), other, mod


class Own:
    def __init__(self, result):
        self.result = result

    def __pow__(self, other, mod=None):
        return self.result

    def __rpow__(self, other, mod=None):
        return "rpow", mod


class Sub(Own):
    def __rpow__(self, other, mod=None):
        return "sub rpow", mod


def attempt(*arguments):
    try:
        print(pow(*arguments))
    except TypeError as error:
        print(error)


attempt(2, Reflected(3), 5)
attempt(2, Reflected(3))
attempt(Reflected(2), 3, 5)
attempt(Own("own"), 2, 3)
attempt(Own(NotImplemented), 2, 3)
attempt(Own("own"), Sub("sub"), 3)
attempt(Own(NotImplemented), Own("x"), 3)
attempt(2, Own("x"), 3)
attempt(2, 3, Own("x"))
attempt(2.0, Own("x"), 3)
attempt("a", Own("x"), 3)
attempt(Own(NotImplemented), Sub("x"))
attempt(2, "a", 3)
attempt([], 1, 2)
