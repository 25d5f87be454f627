# __annotations__ of classes: lazy, in the class's scope, only of statements that were run.
class Plain:
    pass


class Fields:
    x: int
    y: str = "default"
    z: "text"
    Alias = float
    w: Alias
    __private: bytes


print(Plain.__annotations__, Plain.__annotate__)
print(Fields.__annotations__, Fields.y, hasattr(Fields, "x"))
print(Fields.__annotate__.__qualname__, Fields.__annotate__(1) == Fields.__annotations__)


class Derived(Fields):
    extra: int


class Silent(Fields):
    pass


print(Derived.__annotations__, Silent.__annotations__, Silent.__annotate__)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class Later:
    a: Undefined
    next: Later


attempt(lambda: Later.__annotations__)
Undefined = int
attempt(lambda: Later.__annotations__["next"] is Later)
flag = True


class Conditional:
    always: int
    if flag:
        yes: str
    else:
        no: str
    for i in range(2):
        in_loop: float
    while False:
        never: int
    try:
        tried: int
        raise ValueError
        not_reached: int
    except ValueError:
        handled: int = 1
    with_value: int = 3


print(Conditional.__annotations__)


def factory(kind, choose):
    class Made:
        value: kind
        if choose:
            chosen: [kind]

    return Made


print(factory(int, True).__annotations__, factory(str, False).__annotations__)


class Scope:
    name = "class"
    seen: name

    class Inner:
        hidden: name

    comprehension: [x for x in (name,)]


name = "module"
print(Scope.__annotations__, Scope.Inner.__annotations__)


class Meta(type):
    kind: int


class Made(metaclass=Meta):
    made: str


print(Meta.__annotations__, Made.__annotations__, type(Made).__annotations__)


class Changing:
    a: int


Changing.__annotations__["b"] = 1
print(Changing.__annotations__)
Changing.__annotations__ = {"c": 2}
print(Changing.__annotations__, Changing.__annotate__)
del Changing.__annotations__
print(Changing.__annotations__)
Changing.__annotate__ = lambda format: {"format": format}
print(Changing.__annotations__)
attempt(lambda: setattr(Changing, "__annotate__", 5))
attempt(lambda: int.__annotations__)
attempt(lambda: setattr(int, "__annotations__", {}))
attempt(lambda: object().__annotations__)
attempt(lambda: Fields().__annotations__)
