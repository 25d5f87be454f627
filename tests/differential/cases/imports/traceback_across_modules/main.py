# An uncaught exception raised in another module of a package.
from tools import reader


def run(names):
    for name in names:
        print(reader.load(name))


run(["good", "bad"])
