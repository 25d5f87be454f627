"""`molt build -g`: what debuggers and profilers read from a program, and that nothing of it is there unasked.

addr2line and readelf (binutils) read it here; gdb, perf and valgrind read the same sections.

Usage: debug_test.py MOLT
"""

import os
import re
import subprocess
import sys
from pathlib import Path

PROGRAM = """\
class Tree:
    def depth(self, levels):
        if levels == 0:
            raise ValueError("deep")
        return self.depth(levels - 1)


def outer():
    def inner(tree):
        return tree.depth(3)

    return inner(Tree())


try:
    outer()
except ValueError as error:
    print(error)
"""

# What the functions are called, and the lines that their code comes from.
FUNCTIONS = {
    "__main__": range(1, 19),
    "__main__.Tree": range(1, 3),
    "__main__.Tree.depth": range(2, 6),
    "__main__.outer": range(8, 13),
    "__main__.outer.<locals>.inner": range(9, 11),
}


def output(*command):
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def build(molt, folder, *options):
    """Builds the program and runs it."""
    program = folder / "-".join(["program", *options])
    output(molt, "build", *options, str(folder / "tree.py"), "-o", str(program))
    if (said := output(str(program))) != "deep\n":
        sys.exit(f"the program printed {said!r}")
    return str(program)


def symbols(program):
    """Name, address and size of every Python function's code."""
    rows = [line.split() for line in output("readelf", "--symbols", "--wide", program).splitlines()]
    return {
        row[7]: (int(row[1], 16), int(row[2]))
        for row in rows
        if len(row) == 8 and row[3] == "FUNC" and re.search(r"\$f\d+$", row[7])
    }


def check_debug(program):
    """Names, lines and callers are found."""
    problems = []
    found = symbols(program)
    frames = output("readelf", "--debug-dump=frames", program)
    if {name.partition("$")[0] for name in found} != FUNCTIONS.keys():
        problems.append(f"the functions are {sorted(found)}")
    for symbol, (start, size) in found.items():
        name = symbol.partition("$")[0]
        addresses = [hex(address) for address in range(start, start + size)]
        for place in output("addr2line", "--exe", program, *addresses).splitlines():
            file, line = place.split()[0].rsplit(":", 1)
            if not file.endswith("tree.py") or int(line) not in FUNCTIONS.get(name, ()):
                problems.append(f"code of {name} comes from {place}")
                break
        if f"pc={start:016x}..{start + size:016x}" not in frames:
            problems.append(f"nothing tells how to return from {name}")
    names = set(
        re.findall(
            r"DW_AT_name.*: (\S+)$", output("readelf", "--debug-dump=info", program), re.MULTILINE
        )
    )
    if missing := FUNCTIONS.keys() - names:
        problems.append(f"no debugger knows {sorted(missing)}")
    return problems


def main(molt):
    """Every profile, with and without."""
    folder = Path(os.environ["TEST_TMPDIR"])
    (folder / "tree.py").write_text(PROGRAM)
    problems = []
    for profile in ("dev", "release"):
        options = ["--profile", profile]
        problems += [
            f"{profile}: {problem}" for problem in check_debug(build(molt, folder, *options, "-g"))
        ]
        plain = build(molt, folder, *options)
        sections = output("readelf", "--sections", "--wide", plain)
        kept = re.findall(r" (\.debug_\w+|\.symtab) ", sections)
        if kept != ([".symtab"] if profile == "dev" else []):
            problems.append(f"{profile}: without -g there is {kept}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
