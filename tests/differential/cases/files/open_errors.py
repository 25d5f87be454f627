# Errors of open(): missing files, modes, encodings, directories.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(
            type(error).__name__,
            error,
            getattr(error, "errno", None),
            getattr(error, "filename", None),
            getattr(error, "strerror", None),
        )


with open("exists.txt", "w") as f:
    f.write("x")
attempt(lambda: open("missing.txt"))
attempt(lambda: open("no/such/dir.txt", "w"))
attempt(lambda: open("exists.txt", "x"))
attempt(lambda: open("."))
attempt(lambda: open("exists.txt/below"))
attempt(lambda: open("exists.txt", "q"))
attempt(lambda: open("exists.txt", "rw"))
attempt(lambda: open("exists.txt", ""))
attempt(lambda: open("exists.txt", "rbt"))
attempt(lambda: open("exists.txt", "b"))
attempt(lambda: open("exists.txt", "r++"))
attempt(lambda: open("exists.txt", 5))
attempt(lambda: open("exists.txt", "rb", encoding="utf-8"))
attempt(lambda: open("exists.txt", "rb", errors="strict"))
attempt(lambda: open("exists.txt", "rb", newline=""))
attempt(lambda: open("exists.txt", newline="x"))
attempt(lambda: open("exists.txt", encoding="no-such-codec"))
attempt(lambda: open("exists.txt", encoding=5))
attempt(lambda: open(None))
attempt(lambda: open(1.5))
attempt(lambda: open([]))
attempt(lambda: open())
attempt(lambda: open("nul\0byte"))
attempt(lambda: open("exists.txt", bad=1))
attempt(lambda: open("exists.txt", buffering=0))
try:
    open("missing é.txt")
except FileNotFoundError as error:
    print(error, error.args, error.filename, isinstance(error, OSError))
try:
    with open("missing.txt") as f:
        print("never")
except OSError as error:
    print("handled", error.errno)
