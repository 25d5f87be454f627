# C3 linearisation, diamonds, cooperative super(), conflicts.
class A:
    def who(self):
        return ["A"]

    def only_a(self):
        return "only a"


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()

    def only_c(self):
        return "only c via " + type(self).__name__


class D(B, C):
    def who(self):
        return ["D"] + super().who()


class E(C):
    pass


class F(D, E):
    def who(self):
        return ["F"] + super().who()


for cls in (A, B, C, D, E, F):
    print(cls.__name__, [base.__name__ for base in cls.__mro__], cls().who(), cls.__bases__)
print(F().only_a(), F().only_c(), F.mro() == list(F.__mro__), D.__base__.__name__)


class X:
    pass


class Y(X):
    pass


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def conflict():
    class Z(X, Y):
        pass


def duplicate():
    class Z(X, X):
        pass


def layout():
    class Z(int, str):
        pass


def base_not_class():
    class Z(5):
        pass


def final_bool():
    class Z(bool):
        pass


def base_none():
    class Z(type(None)):
        pass


def inherits_function():
    class Z(len):
        pass


for action in (
    conflict,
    duplicate,
    layout,
    base_not_class,
    final_bool,
    base_none,
    inherits_function,
):
    attempt(action)


class Base:
    registry = []

    def __init__(self, **kwargs):
        self.rest = kwargs


class Left(Base):
    def __init__(self, left=0, **kwargs):
        super().__init__(**kwargs)
        self.left = left


class Right(Base):
    def __init__(self, right=0, **kwargs):
        super().__init__(**kwargs)
        self.right = right


class Both(Left, Right):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)


both = Both(left=1, right=2, other=3)
print(both.left, both.right, both.rest, both.__dict__)
