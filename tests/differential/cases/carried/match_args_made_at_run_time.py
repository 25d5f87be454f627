# Class patterns look attributes up under names in `__match_args__`, wherever those come from.
class S(str):
    __match_args__ = ('up' + 'per',)
match S('abc'):
    case S(f):
        print(f())
T = type("T", (str,), {"__match" + "_args__": ("swap" + "case",)})
match T("aB"):
    case T(f):
        print(f())
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases):
        return {"__ma" + "tch_args__": ("ca" + "pitalize",)}
class T(str, metaclass=Meta):
    pass
match T("aB"):
    case T(f):
        print(f())
