"""Frames of generators: one per generator, whatever that is doing."""

import sys


def numbers(first):
    second = first + 1
    received = yield second
    print("inside", sys._getframe() is frame, frame.f_back.f_code.co_name, frame.f_generator is generator)
    third = received
    yield sorted(frame.f_locals.items())


def drive():
    return generator.send(7)


generator = numbers(1)
frame = generator.gi_frame
print(frame is generator.gi_frame, frame.f_code is not None, frame.f_code.co_name, frame.f_lineno, frame.f_back)
print(dict(frame.f_locals), frame.f_generator is generator)
print(next(generator), frame.f_lineno, dict(frame.f_locals), frame.f_back)
print(drive())
print(list(generator), generator.gi_frame, frame.f_generator, frame.f_back)
print(dict(frame.f_locals))

expression = (letter for letter in "abc" if letter != "b")
frame = expression.gi_frame
print(list(frame.f_locals), next(expression), sorted(name for name in frame.f_locals if name != ".0"))
expression.close()
print(expression.gi_frame)


def outer():
    yield from inner()


def inner():
    yield sys._getframe()
    yield [sys._getframe(level).f_code.co_name for level in range(3)]


delegating = outer()
frame = next(delegating)
print(frame.f_back, frame.f_generator is delegating.gi_yieldfrom, frame.f_code.co_name)
print(next(delegating))
print(list(delegating), frame.f_generator)


def writes():
    value = 1
    yield value
    yield value


generator = writes()
print(next(generator))
generator.gi_frame.f_locals["value"] = 2
print(next(generator))


class Noisy:
    def __del__(self):
        print("del")


def holds():
    noisy = Noisy()
    yield


generator = holds()
next(generator)
frame = generator.gi_frame
del generator
print("generator is gone", sorted(frame.f_locals))
del frame
print("frame is gone")
generator = holds()
next(generator)
kept = generator.gi_frame.f_locals
generator.close()
print("closed", sorted(kept))
del kept
print("end")


def fails():
    local = Noisy()
    yield 1
    raise KeyError("k")


generator = fails()
next(generator)
try:
    next(generator)
except KeyError as error:
    entry = error.__traceback__.tb_next
    print(entry.tb_frame.f_code.co_name, entry.tb_frame.f_back, entry.tb_frame.f_generator)
    del entry
print("handled")
