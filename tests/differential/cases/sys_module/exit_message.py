# sys.exit with a string prints it to stderr and exits with 1.
import sys

print("before")
for code in (None, 0, 3, "text", [1, 2], (1, 2), True, 2.5, -1, 300):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error.code), error.args, str(error))
try:
    sys.exit()
except SystemExit as error:
    print(error.code, error.args)
try:
    sys.exit(1, 2)
except TypeError as error:
    print(error)
sys.exit("fatal: the reason é")
