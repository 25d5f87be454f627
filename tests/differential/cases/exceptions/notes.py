# add_note, __notes__ and exception attributes set while handling.
error = ValueError("base")
print(hasattr(error, "__notes__"))
error.add_note("first")
error.add_note("second\nwith two lines")
print(error.__notes__, str(error), repr(error))


def attempt(action):
    try:
        print(action())
    except Exception as caught:
        print(type(caught).__name__, caught)


attempt(lambda: error.add_note(5))
attempt(lambda: error.add_note())
attempt(lambda: error.add_note("a", "b"))
error.__notes__.append("third")
print(len(error.__notes__))


def annotate():
    try:
        int("x")
    except ValueError as caught:
        caught.add_note("while parsing")
        caught.where = "annotate"
        raise


try:
    annotate()
except ValueError as caught:
    print(caught, caught.__notes__, caught.where)
    saved = caught
print(saved.__notes__, saved.__traceback__ is not None)
error.__notes__ = "not a list"
attempt(lambda: error.add_note("x"))
del error.__notes__
error.add_note("fresh")
print(error.__notes__)


class Noted(Exception):
    def __init__(self, text):
        super().__init__(text)
        self.add_note("from init")


try:
    raise Noted("n") from ValueError("cause")
except Noted as caught:
    print(caught, caught.__notes__, repr(caught.__cause__), caught.__suppress_context__)
