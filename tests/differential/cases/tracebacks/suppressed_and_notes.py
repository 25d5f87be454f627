# `from None` hides the context; notes follow the message.
def load():
    try:
        [].pop()
    except IndexError:
        error = RuntimeError("nothing to load")
        error.add_note("first note")
        error.add_note("second note\non two lines")
        raise error from None


def main():
    try:
        load()
    finally:
        print("cleanup before the traceback")


main()
