# __annotations__ and __annotate__ of functions: evaluated when asked for, in the scope of the definition.
def plain(a, b=1):
    pass


def full(a: int, /, b: str = "x", *args: float, c: bytes, d=2, **kwargs: "text") -> list[int]:
    pass


print(plain.__annotations__, plain.__annotate__)
print(full.__annotations__)
print(full.__annotations__ is full.__annotations__)
print(full.__annotate__(1), full.__annotate__.__name__, full.__annotate__.__qualname__)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def later(x: Undefined) -> "never evaluated":
    return x


print(later(5))
attempt(lambda: later.__annotations__)
Undefined = int
print(later.__annotations__)
Undefined = str
print(later.__annotations__, later.__annotate__(1))


def outer(kind):
    local = [kind]

    def inner(a: kind, b: local[0], c: [k for k in local]) -> (lambda: kind):
        pass

    return inner


inner = outer(float)
print(inner.__annotations__["a"], inner.__annotations__["b"], inner.__annotations__["c"])
print(inner.__annotations__["return"](), inner.__annotate__.__qualname__)
called = []


def effect(name):
    called.append(name)
    return name


def effects(a: effect("a"), b: effect("b") = effect("default")) -> effect("return"):
    pass


print(called)
effects.__annotations__
print(called)
for number in (0, 1, 2, 3, 4, 5):
    try:
        print(number, list(full.__annotate__(number)))
    except NotImplementedError as error:
        print(number, "NotImplementedError", error)
attempt(lambda: full.__annotate__())
attempt(lambda: full.__annotate__("1"))


def changed(a: int):
    pass


changed.__annotations__["b"] = str
print(changed.__annotations__)
changed.__annotations__ = {"c": 1}
print(changed.__annotations__, changed.__annotate__)
del changed.__annotations__
print(changed.__annotations__)
changed.__annotate__ = lambda format: {"format": format}
print(changed.__annotations__)
changed.__annotate__ = None
print(changed.__annotations__, changed.__annotate__)
changed.__annotate__ = lambda format: 5
attempt(lambda: changed.__annotations__)
attempt(lambda: setattr(changed, "__annotations__", 5))
attempt(lambda: setattr(changed, "__annotate__", 5))
attempt(lambda: delattr(changed, "__annotate__"))


class Method:
    def method(self, other: Method, own: inner_class) -> None:
        pass

    class inner_class:
        pass

    def private(self, __secret: int):
        pass


print(Method.method.__annotations__["own"].__qualname__, Method().method.__annotations__["other"].__name__)
print(Method.private.__annotations__, Method.method.__annotate__.__qualname__)


def generator(x: int) -> "iterator":
    yield x


print(generator.__annotations__, (lambda x: x).__annotations__)


def variables():
    x: Nowhere = 5
    y: Nowhere
    (z): Nowhere = 6
    return x, z


print(variables(), variables.__annotations__)


def stars(*args: *tuple[int, ...]):
    pass


print(stars.__annotations__)
attempt(lambda: print.__annotations__)
