"""Files around a descriptor that is not theirs give back everything else when they are closed."""

import sys

for number in range(5000):
    with open(1, "w", closefd=False) as again:
        pass
print(again.closed, again.name, again.mode)
sys.stdout.flush()

with open(1, "w", closefd=False) as again:
    again.write("through another file\n")
sys.stdout.flush()

unbuffered = open(1, "wb", buffering=0, closefd=False)
print(unbuffered.closefd, unbuffered.closed)
sys.stdout.flush()
unbuffered.write(b"unbuffered\n")
unbuffered.close()
print(unbuffered.closed)

try:
    open("name", closefd=False)
except ValueError as error:
    print(type(error).__name__, error)
