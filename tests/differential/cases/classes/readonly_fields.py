# Attributes of built-in objects that cannot be set say so in one of two ways.


def generator():
    yield


class C:
    def m(self):
        pass


objects = [
    property(), staticmethod(len), classmethod(len), super(C), slice(1), range(1), C().m, len, list.append, list.__len__,
    [].__len__, list[int], int | str, dict.__dict__["fromkeys"], type.__dict__["__mro__"], generator, generator.__code__,
]  # fmt: skip
names = """
fget fset fdel __func__ __wrapped__ __thisclass__ __self__ __self_class__ start stop step __objclass__ __name__
__origin__ __args__ __unpacked__ __parameters__ co_name co_argcount co_flags co_filename co_firstlineno co_qualname
__closure__ __globals__ __qualname__
""".split()
for value in objects:
    for name in names:
        if name in vars(type(value)):
            for action in (lambda: setattr(value, name, 5), lambda: delattr(value, name)):
                try:
                    action()
                    print(type(value).__name__, name, "done")
                except (AttributeError, TypeError) as error:
                    print(type(value).__name__, name, error)
