# Objects of `super`: their attributes, binding, and being made in two steps.


def attempt(action, *arguments):
    try:
        print(action(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


class A:
    def hello(self):
        return "A.hello"


class B(A):
    shared = None

    def hello(self):
        own = super()
        print(own.__thisclass__.__name__, own.__self__ is self, own.__self_class__.__name__)
        return "B and " + super().hello() + " and " + self.shared.hello()

    @classmethod
    def make(cls):
        return (
            super().__thisclass__.__name__,
            super().__self__.__name__,
            super().__self_class__.__name__,
        )


class C(B):
    pass


B.shared = super(B)
print(C().hello())
print(B.make(), C.make())

unbound = super(B)
print(unbound.__thisclass__, unbound.__self__, unbound.__self_class__)
attempt(lambda: unbound.__get__(C()).hello())
attempt(unbound.__get__, 5)
attempt(unbound.__get__, A())
attempt(unbound.__get__, None, B)
attempt(unbound.__get__, C)
bound = super(B, C())
print(bound.__get__(C()) is bound)

raw = super.__new__(super)
print(raw, raw.__thisclass__, raw.__self__)
attempt(lambda: raw.hello)
attempt(raw.__init__, B, 5)
raw.__init__(B, C())
print(raw.hello(), raw)
attempt(super.__init__, 5, B)
attempt(super.__new__, int)


class Mine(super):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.extra = "extra"


mine = Mine(B, C())
print(mine.hello(), mine.extra, type(mine).__name__)
print(type(Mine(B).__get__(C())).__name__)
attempt(super, 1, 2, 3)
attempt(super, 5)
attempt(super, B, 5)
attempt(super, B, None)
