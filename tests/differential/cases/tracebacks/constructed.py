"""Tracebacks that programs make and change."""

import sys

try:
    raise ValueError
except ValueError as error:
    caught = error.__traceback__
Traceback = type(caught)
frame = sys._getframe()
made = Traceback(None, frame, 2, 77)
print(made.tb_next, made.tb_frame is frame, made.tb_lasti, made.tb_lineno)
outer = Traceback(made, frame, caught.tb_lasti, -1)
print(outer.tb_next is made, outer.tb_lineno == caught.tb_lineno)
print(Traceback(tb_next=None, tb_frame=frame, tb_lasti=1, tb_lineno=5).tb_lineno)
for arguments in ((), (None,), (None, 3, 1, 1), (3, frame, 1, 1), (None, frame, "x", 1), (None, frame, 1, 2, 3)):
    try:
        print(Traceback(*arguments))
    except TypeError as error:
        print(error)
for name in ("tb_next", "tb_frame", "tb_lasti"):
    for action in (lambda: setattr(made, name, 3), lambda: delattr(made, name)):
        try:
            action()
        except Exception as error:
            print(name, type(error).__name__, error)
made.tb_next = None
try:
    made.tb_next = outer
except ValueError as error:
    print(error)
print([name for name in dir(caught) if not name.startswith("__")])


def lines(error):
    entry = error.__traceback__
    while entry:
        yield entry.tb_lineno
        entry = entry.tb_next


def throws():
    try:
        raise KeyError("x").with_traceback(Traceback(None, frame, caught.tb_lasti, 3))
    except KeyError as error:
        return error


print(list(lines(throws())))
raise KeyError("y").with_traceback(Traceback(None, frame, caught.tb_lasti, caught.tb_lineno))
