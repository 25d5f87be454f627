"""The same sources in two folders with two output roots give the same bytes."""

import hashlib
import subprocess

from harness import Scratch, expect, run_tests


def sections(program):
    """The sections of a program, as readelf lists them."""
    command = ["readelf", "--sections", "--wide", program]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def outputs(scratch, mode):
    """Hashes of interfaces, objects and programs, one of them with debug information."""
    scratch.build("--compilation_mode=" + mode, "//app:server", "//app:traced")
    root = scratch.folder / "bazel-bin"
    programs = [root / "app/server", root / "app/traced"]
    with_lines = [" .debug_line " in sections(program) for program in programs]
    expect(with_lines == [False, True], f"which of {programs} tell lines: {with_lines}")
    files = sorted(path for path in root.rglob("*") if path.suffix in (".o", ".molti")) + programs
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def check(mode):
    with (
        Scratch(f"first-{mode}") as first,
        Scratch(f"a-second-folder-with-a-longer-name-{mode}") as second,
    ):
        one = outputs(first, mode)
        other = outputs(second, mode)
        expect(len(one) == 10, f"four modules and two programs give ten files, not {sorted(one)}")
        differing = sorted(
            name for name in one.keys() | other.keys() if one.get(name) != other.get(name)
        )
        expect(not differing, f"these differ: {differing}")


def test_quick_build():
    check("fastbuild")


def test_optimised_build():
    check("opt")


if __name__ == "__main__":
    run_tests(globals())
