# Exit statuses beyond a byte and negative ones wrap as the system does.
import sys

print("exiting with 256 + 5")


class Late:
    def __del__(self):
        print("deleted at exit")


kept = Late()
try:
    raise SystemExit(-1)
except SystemExit as error:
    print(error.code)
if len(sys.argv) == 1:
    sys.exit(256 + 5)
print("unreachable")
