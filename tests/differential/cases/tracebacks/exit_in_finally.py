# finally and with blocks run before the traceback is printed.
class Resource:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, error, traceback):
        print("close", kind.__name__)
        return False


def work():
    with Resource():
        try:
            print("working")
            raise OSError(28, "No space left on device", "out.txt")
        finally:
            print("finally")


try:
    work()
finally:
    print("module finally")
