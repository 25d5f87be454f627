"""Compares an example with the oracle: example_test.py PROGRAM SOURCE EXPECTED STDIN|- [ARGUMENT...]"""

import os
import subprocess
import sys
from pathlib import Path


def run(command, stdin):
    """Output and exit status."""
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    result = subprocess.run(
        command, input=stdin, stdout=subprocess.PIPE, env=environment, check=False
    )
    return result.stdout, result.returncode


def main(program, source, expected, stdin, *arguments):
    given = b"" if stdin == "-" else Path(stdin).read_bytes()
    native = run([os.path.abspath(program), *arguments], given)
    oracle = run([sys.executable, source, *arguments], given)
    problems = []
    if native != oracle:
        problems.append(f"the oracle gives {oracle[1]} and\n{oracle[0].decode()}")
    if native[0] != Path(expected).read_bytes():
        problems.append(f"{expected} holds\n{Path(expected).read_text()}")
    if problems:
        print(f"the program gives {native[1]} and\n{native[0].decode(errors='backslashreplace')}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
