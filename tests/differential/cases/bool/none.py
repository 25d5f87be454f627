# None: identity, text, absence of operations.
nothing = None
print(None, repr(None), str(None), bool(None), None is nothing, None == None, None != 0, type(None))
print(
    None == 0,
    None == "",
    None == [],
    None in [None],
    [None].count(None),
    {None: 1}[None],
    (None,) == (None,),
)
print(f"{None}", f"{None!s:>6}", "%s" % None, "{}".format(None), [None, None], type(None)() is None)


def without_return():
    pass


def bare_return():
    return


print(without_return(), bare_return(), print("inner"), [].append(1), {}.clear())
print(None or "fallback", None and "never", not None, None if 1 else 2)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: nothing + 1)
attempt(lambda: 1 + nothing)
attempt(lambda: nothing.field)
attempt(lambda: nothing())
attempt(lambda: nothing[0])
attempt(lambda: len(nothing))
attempt(lambda: list(nothing))
attempt(lambda: nothing < 1)
attempt(lambda: nothing < nothing)
attempt(lambda: -nothing)
attempt(lambda: setattr(nothing, "x", 1))
attempt(lambda: 1 in nothing)
attempt(lambda: format(nothing, "5"))
attempt(lambda: type(nothing)(1))
