"""What reports of NameError, AttributeError and ImportError suggest."""

import sys


def show(action):
    try:
        action()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


def local():
    local_name = 1
    return locl_name


def unbound():
    if local is None:
        later_name = 1
    return later_nam


def free():
    outer_name = 1

    def inner():
        return outer_name and outr_name

    inner()


class Plain:
    def __init__(self):
        self.colour = 1
        self._hidden = 2

    def attribute(self):
        return colour

    def method(self):
        return attribute()

    def hidden(self):
        return self.hiden_

    def own_hidden(self):
        return self.hiddem

    def other(self):
        return collour


def star_import():
    from sys import argvs


def nothing_alike():
    from sys import zzzzzzzzzz


plain = Plain()
for each in (
    local,
    unbound,
    free,
    plain.attribute,
    plain.method,
    plain.hidden,
    plain.own_hidden,
    plain.other,
    star_import,
    nothing_alike,
    lambda: none,
    lambda: true,
    lambda: pritn,
    lambda: plain.color,
    lambda: plain.hidden_,
    lambda: plain._hiden,
    lambda: sys.excepthok,
    lambda: qwertyuiop,
):
    show(each)


class Body:
    class_name = 1
    try:
        clas_name
    except NameError as error:
        sys.excepthook(None, error, None)
