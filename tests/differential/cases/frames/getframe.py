"""sys._getframe, tb_frame and what frames tell."""

import sys


def show(label, frame):
    code = frame.f_code
    print(label, code.co_name, frame.f_lineno, code.co_qualname)


def here():
    return sys._getframe()


def same():
    one = sys._getframe()
    two = sys._getframe()
    return one is two, one is here().f_back


print(same(), same())
show("returned", here().f_back)


def depth(count):
    if count:
        return depth(count - 1)
    names = []
    frame = sys._getframe()
    while frame:
        names.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return names


print(depth(3))
print([sys._getframe(level).f_code.co_name for level in range(1)])


def levels():
    return [sys._getframe(0), sys._getframe(1), sys._getframe(True)]


print([frame.f_code.co_name for frame in levels()])

for arguments in ((5,), (-1,), ("x",), (1, 2), (10**30,), (None,)):
    try:
        print(sys._getframe(*arguments).f_code.co_name)
    except Exception as error:
        print(type(error).__name__, error)


class Body:
    frame = sys._getframe()
    show("class", frame)
    print(frame.f_locals is locals(), frame.f_back.f_code.co_name)

    def method(self):
        show("method", sys._getframe())
        return [sys._getframe().f_code.co_name for _ in range(1)], list(
            sys._getframe().f_code.co_name for _ in range(1)
        )


print(Body.frame.f_back is sys._getframe())
print(Body().method())
print((lambda: sys._getframe().f_code.co_name)())

module = sys._getframe()
print(module.f_locals is globals(), module.f_globals is globals(), module.f_back, module.f_builtins["len"] is len)
print(here().f_globals is globals())
print(module.f_generator, module.f_code.co_name, type(module).__name__, module is sys._getframe())


def catches():
    try:
        raise ValueError("a")
    except ValueError as error:
        trace = error.__traceback__
        return trace.tb_frame is sys._getframe(), trace.tb_frame.f_code.co_name, trace.tb_lineno


print(catches())


def fails(value):
    local = value * 2
    return local // 0


try:
    fails(4)
except ZeroDivisionError as error:
    trace = error.__traceback__
    while trace:
        frame = trace.tb_frame
        print(frame.f_code.co_name, trace.tb_lineno, frame.f_lineno, frame.f_back and frame.f_back.f_code.co_name)
        last = trace
        trace = trace.tb_next
    print(dict(last.tb_frame.f_locals), trace)
    print(last.tb_frame.f_back is sys._getframe())
    for name in ("tb_frame", "tb_lasti", "tb_lineno"):
        try:
            setattr(last, name, 1)
        except Exception as problem:
            print(name, type(problem).__name__, problem)


def chain():
    try:
        fails(1)
    except ZeroDivisionError as error:
        raise KeyError("k") from error


try:
    chain()
except KeyError as error:
    print([entry.tb_frame.f_code.co_name for entry in (error.__traceback__, error.__traceback__.tb_next)])
    cause = error.__cause__.__traceback__
    print(cause.tb_frame is error.__traceback__.tb_next.tb_frame, cause.tb_next.tb_frame.f_back is cause.tb_frame)

print(sys.exc_info())
print(sorted(name for name in dir(module) if not name.startswith("__")))
