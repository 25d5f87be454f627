# `raise` alone: with nothing handled, in a helper of a handler, after the handler, in a finally block.

def again():
    raise


def lines(error):
    count, entry = 0, error.__traceback__
    while entry:
        count += 1
        entry = entry.tb_next
    return count


def show(function):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error, lines(error), error.__context__)


def handled_by_caller():
    try:
        raise KeyError("caller")
    except KeyError:
        again()


def in_place():
    try:
        raise KeyError("in place")
    except KeyError:
        raise


def in_finally():
    try:
        pass
    finally:
        raise


show(again)
show(handled_by_caller)
show(in_place)
show(in_finally)
try:
    raise
except RuntimeError as error:
    print(error, lines(error))
raise
