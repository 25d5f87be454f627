# exit(0) inside nested calls ends quietly; pending output is flushed.
import sys


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


def stop():
    for value in generator():
        print(value, end=" ")
        raise SystemExit


try:
    stop()
except SystemExit as error:
    print("code", error.code)
sys.stdout.write("unflushed tail")
raise SystemExit(0)
