# sys.exit with an integer: the status, after cleanup.
import sys


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        print("exit seen", kind.__name__, error.code)


def work():
    try:
        with Guard():
            print("leaving")
            sys.exit(7)
    finally:
        print("finally")


try:
    work()
except SystemExit as error:
    print("caught", error.code, repr(error), isinstance(error, Exception))
work()
print("never")
