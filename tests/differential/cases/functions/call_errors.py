# Messages for calls that do not fit the signature.
def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def default(a, b=1):
    pass


def keyword(a, *, k, j):
    pass


def keyword_default(*, k=1):
    pass


def positional(a, b, /, c):
    pass


def star(a, *args):
    pass


def kwargs_only(a, **kwargs):
    pass


class C:
    def method(self, a):
        pass

    @staticmethod
    def static(a):
        pass

    @classmethod
    def klass(cls, a):
        pass

    def no_self():
        pass


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: none(1))
attempt(lambda: none(1, 2))
attempt(lambda: none(x=1))
attempt(lambda: one())
attempt(lambda: one(1, 2))
attempt(lambda: one(b=1))
attempt(lambda: one(1, a=1))
attempt(lambda: two(1))
attempt(lambda: two())
attempt(lambda: three())
attempt(lambda: three(b=1))
attempt(lambda: default())
attempt(lambda: default(1, 2, 3))
attempt(lambda: default(1, 2, 3, c=1))
attempt(lambda: keyword(1))
attempt(lambda: keyword(1, 2, 3))
attempt(lambda: keyword(1, k=1))
attempt(lambda: keyword(1, 2, k=1))
attempt(lambda: keyword_default(1))
attempt(lambda: positional(1, b=2, c=3))
attempt(lambda: positional(a=1, b=2, c=3))
attempt(lambda: positional(1, 2))
attempt(lambda: positional(1, 2, 3, 4))
attempt(lambda: star())
attempt(lambda: star(b=1))
attempt(lambda: kwargs_only(1, 2))
attempt(lambda: kwargs_only())
attempt(lambda: kwargs_only(1, a=2))
attempt(lambda: C().method())
attempt(lambda: C().method(1, 2))
attempt(lambda: C.method())
attempt(lambda: C.static())
attempt(lambda: C.klass(1, 2))
attempt(lambda: C().no_self())
attempt(lambda: C(1))
attempt(lambda: C(x=1))
attempt(lambda: (lambda x: x)())
attempt(lambda: one(*5))
attempt(lambda: one(**5))
attempt(lambda: one(**{1: 2}))
attempt(lambda: one(**{"a": 1}, a=2))
attempt(lambda: one(*[1], **{"a": 1}))
number = 5
attempt(lambda: number())
text = "text"
attempt(lambda: text())
items = [1]
attempt(lambda: items(0))
