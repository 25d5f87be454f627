"""What the frames of a traceback still hold when their functions have been left."""

import sys


class Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<{self.name}>"

    def __del__(self):
        print("del", self.name)


def variables(error):
    entry = error.__traceback__
    while entry is not None:
        frame = entry.tb_frame
        shown = {
            name: type(value).__name__ if " at 0x" in repr(value) else value
            for name, value in frame.f_locals.items()
            if not name.startswith("__")
        }
        if frame.f_code.co_name != "<module>":
            print(frame.f_code.co_name, entry.tb_lineno - frame.f_code.co_firstlineno, shown)
        entry = entry.tb_next


def show(call, *arguments):
    try:
        call(*arguments)
    except ValueError as error:
        error.__traceback__ = error.__traceback__.tb_next
        variables(error)
    print("shown", call.__name__)


def unbound(argument, flag):
    if flag:
        later = 1
    raise ValueError(argument)


def rebound(argument, other):
    argument = [argument, other]
    del other
    own = Named("own")
    for item in argument:
        raise ValueError(item)


def captured(argument, shared):
    cell = Named("cell")

    def inner(more):
        return shared, cell, more

    shared = shared + 1
    raise ValueError(inner)


def closure():
    outside = Named("outside")

    def inner(argument, *rest, key, **others):
        return outside, 1 // 0

    def failing(argument):
        total = 0
        try:
            inner(argument, 1, 2, key=3, other=4)
        except ZeroDivisionError as error:
            variables(error)
            raise ValueError(outside) from None

    failing(Named("passed"))


def body():
    class Inside:
        attribute = Named("attribute")
        squares = [number * number for number in range(3)]
        raise ValueError(attribute)


def generator(argument):
    own = Named("generator's")
    for number in range(3):
        yield number
        if number == 1:
            raise ValueError(argument)


def consumer():
    for number in generator(Named("argument")):
        last = number


def thrown():
    waiting = generator("thrown")
    next(waiting)
    waiting.throw(ValueError("into"))


def again():
    for attempt in range(2):
        try:
            rebound(attempt, Named("other"))
        except ValueError as error:
            kept = error
            variables(error)
    raise kept


def caught_and_left():
    try:
        unbound(Named("unbound's"), False)
    except ValueError as error:
        kept = error
        return kept
    finally:
        after = Named("after")


show(unbound, Named("argument"), False)
show(rebound, 1, 2)
show(captured, 1, 2)
show(closure)
show(body)
show(consumer)
show(thrown)
show(again)

error = caught_and_left()
print("left")
variables(error)
frame = error.__traceback__.tb_frame
print(frame.f_back is sys._getframe(), frame.f_locals["kept"] is error)
print(error.__traceback__.tb_next.tb_frame.f_back is frame)
error.__traceback__.tb_next.tb_frame.clear()
variables(error)
del error, frame
print("end")
