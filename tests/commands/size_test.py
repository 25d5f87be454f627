"""What programs carry of the runtime: little where they ask for little, everything where names only show at run time.

Usage: size_test.py MOLT
"""

import os
import re
import subprocess
import sys
from pathlib import Path

# A program that asks for next to nothing. More than this, and something that was cut is carried again.
HELLO = 'print("hello")\n'
MOST = 1_000_000

POWER = "def power(x, y):\n    return x ** y\n\n\nprint(power(3, 2))\n"
DYNAMIC = 'name = "up" + "per"\nprint(getattr("a", name)())\n'


def report(molt, folder, name, source):
    """Builds a program; its size, and what `--size-report` says of it."""
    file = folder / f"{name}.py"
    file.write_text(source)
    program = folder / name
    command = [molt, "build", "--size-report", str(file), "-o", str(program)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    subprocess.run([str(program)], check=True, stdout=subprocess.DEVNULL)
    return program.stat().st_size, said


def carried(said):
    """How many of the functions, methods and attributes a program carries."""
    found = re.search(r"(\d+) of (\d+) functions, methods and attributes", said)
    return int(found[1]), int(found[2])


def main(molt):
    folder = Path(os.environ["TEST_TMPDIR"])
    problems = []
    size, hello = report(molt, folder, "hello", HELLO)
    if size > MOST:
        problems.append(f"hello has {size} bytes, more than {MOST}")
    kept, definitions = carried(hello)
    if 2 * kept > definitions:
        problems.append(f"hello carries {kept} of {definitions} definitions")
    if "operation power" in hello:
        problems.append("hello carries an operation that nobody asks for")
    _, power = report(molt, folder, "power", POWER)
    if "operation power" not in power:
        problems.append("a program that raises to a power does not carry it")
    _, dynamic = report(molt, folder, "dynamic", DYNAMIC)
    kept, definitions = carried(dynamic)
    if kept != definitions or "everything is kept: `getattr`" not in dynamic:
        problems.append("a program that makes names does not carry everything")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
