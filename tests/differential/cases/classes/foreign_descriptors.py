# Descriptors stored in other classes, or asked for other objects, say what they apply to.


def attempt(action, *arguments):
    try:
        print(action(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


class Point:
    __slots__ = ("x", "y")


class Holder:
    def __init__(self):
        self.kept = "kept"
        self.other = "other"


Holder.stolen = Point.x
Holder.first_argument = BaseException.args
Holder.own_dict = Holder.__dict__["__dict__"]

holder = Holder()
for _ in range(3):
    attempt(lambda: holder.stolen)
    attempt(setattr, holder, "stolen", 1)
    attempt(delattr, holder, "stolen")
    attempt(lambda: holder.first_argument)
    attempt(setattr, holder, "first_argument", ())


def store(target):
    target.stolen = 1


def load(target):
    return target.stolen


class Child(Point):
    stolen = Point.y


child = Child()
for _ in range(3):
    store(child)
    attempt(load, child)
    attempt(store, holder)
    attempt(load, holder)
print(holder.kept, holder.other, child.y, sorted(holder.own_dict))
attempt(Holder.own_dict.__get__, Point())
attempt(Holder.own_dict.__get__, 5)

for foreign in (5, holder, Point, None, "text"):
    attempt(Point.x.__get__, foreign)
    attempt(Point.x.__set__, foreign, 1)
    attempt(Point.x.__delete__, foreign)
    attempt(property.fset.__get__, foreign)
    attempt(BaseException.args.__get__, foreign)
    attempt(BaseException.args.__set__, foreign, ())
    attempt(BaseException.__cause__.__delete__, foreign)
    attempt(list.append.__get__, foreign)
    attempt(list.__len__.__get__, foreign)
    attempt(list.append, foreign, 1)
    attempt(list.__len__, foreign)
    attempt(dict.__dict__["fromkeys"].__get__, foreign)
    attempt(dict.__dict__["fromkeys"].__get__, foreign, foreign)
    attempt(dict.__dict__["fromkeys"].__get__, None, foreign)
    attempt(dict.__dict__["fromkeys"], foreign, "ab")
    attempt(type.__dict__["__mro__"].__get__, foreign, int)
    attempt(type(list.append).__get__, foreign, [])
    attempt(type(Point.x).__get__, foreign, Point())

attempt(list.append)
attempt(list.__len__)
attempt(dict.__dict__["fromkeys"])
attempt(dict.__dict__["fromkeys"], dict, "ab")
attempt(dict.__dict__["fromkeys"].__get__({}), "ab")
attempt(dict.__dict__["fromkeys"].__get__({}, None), "ab")
attempt(classmethod(lambda own: own).__get__(5))
attempt(classmethod(lambda own: own).__get__(5, str))
attempt(classmethod(lambda own: own).__get__(None, str))

for descriptor in (
    Point.x,
    Holder.own_dict,
    BaseException.args,
    list.append,
    list.__len__,
    dict.__dict__["fromkeys"],
):
    print(descriptor, descriptor.__name__, descriptor.__qualname__, descriptor.__objclass__)
