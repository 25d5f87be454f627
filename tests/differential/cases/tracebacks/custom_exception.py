# A class defined in the main module prints without module; empty messages print no colon.
class Quiet(Exception):
    pass


class Outer:
    class Nested(Exception):
        def __str__(self):
            return "multi\nline text"


def first():
    raise Quiet


def second():
    try:
        first()
    except Quiet as quiet:
        raise Outer.Nested() from quiet


second()
