"""Setting and deleting the attributes of frames; clearing frames."""

import sys

frame = sys._getframe()
for name in "f_back f_code f_lasti f_globals f_builtins f_locals f_generator f_lineno f_trace_lines f_trace".split():
    for action in (lambda: setattr(frame, name, 1), lambda: delattr(frame, name)):
        try:
            action()
            print(name, "done")
        except Exception as error:
            print(name, type(error).__name__, error)
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
frame.f_trace = print
frame.f_trace_lines = False
frame.f_trace_opcodes = True
print(frame.f_trace is print, frame.f_trace_lines, frame.f_trace_opcodes)
frame.f_trace = None
print(frame.f_trace)
try:
    del frame.f_trace_opcodes
except AttributeError as error:
    print(error)

try:
    type(frame)()
except TypeError as error:
    print(error)
try:
    hash(frame)
    print("hashable", frame == frame, frame != frame)
except TypeError as error:
    print(error)


def attempt(frame):
    try:
        print(frame.clear())
    except RuntimeError as error:
        print(error)


def running():
    attempt(sys._getframe())
    attempt(sys._getframe(1))


running()


def numbers():
    local = 1
    yield local
    attempt(sys._getframe())
    yield 2


generator = numbers()
attempt(generator.gi_frame)
print(generator.gi_frame, list(generator))
generator = numbers()
frame = generator.gi_frame
next(generator)
attempt(frame)
next(generator)
print(list(generator), generator.gi_frame)
print(frame.f_locals)
attempt(frame)
print(frame.f_locals)


def leaves(a, b):
    c = a + b

    def inner():
        return c

    return sys._getframe()


frame = leaves(1, 2)
print({name: value for name, value in frame.f_locals.items() if name != "inner"})
attempt(frame)
print(frame.f_locals, frame.f_code.co_name, frame.f_back.f_code.co_name)
