"""Configuration."""

loads = 0
loads += 1
print("config loaded")
level = 1
name = "config's name"


def get():
    return level


def get_level():
    return level


def name_of():
    return name


class Base:
    def hello(self):
        return "base in " + __name__

    def read(self):
        return level
