# str() of exceptions with zero, one and several arguments; KeyError quotes its key.
for arguments in (
    (),
    ("text",),
    ("",),
    (1,),
    (None,),
    ("it's",),
    ((1, 2),),
    ("a", "b"),
    ([],),
    ("line\nbreak",),
    (b"x",),
):
    print(
        str(KeyError(*arguments)),
        "|",
        str(ValueError(*arguments)),
        "|",
        repr(IndexError(*arguments)),
    )


def attempt(action):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error, error.args)


d = {"a": {"b": 1}}
attempt(lambda: d["x"])
attempt(lambda: d["a"]["c"])
attempt(lambda: d[None])
attempt(lambda: d[1.5])
attempt(lambda: d[("t", 1)])
attempt(lambda: d.pop("gone"))
attempt(lambda: {1}.remove("q"))
attempt(lambda: d[frozenset()])
attempt(lambda: d[Exception])
attempt(lambda: "%(zz)s" % {})
attempt(lambda: "{zz}".format())
attempt(lambda: d["it's"])
attempt(lambda: d["é\n"])


class Key:
    def __repr__(self):
        return "<key repr>"


attempt(lambda: d[Key()])


class MyKeyError(KeyError):
    def __str__(self):
        return "overridden " + repr(self.args)


def throw(error):
    raise error


attempt(lambda: throw(MyKeyError("k")))
attempt(lambda: throw(KeyError(KeyError("inner"))))
print(
    f"{KeyError('k')} {KeyError('k')!r} {ValueError('v')!s:>5}",
    "%s" % KeyError("p"),
    "{}".format(LookupError(KeyError(2))),
)
