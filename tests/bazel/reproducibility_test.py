"""The same sources in two folders with two output roots give the same bytes."""

import hashlib

from harness import Scratch, expect, run_tests


def outputs(scratch, mode):
    """Hashes of interfaces, objects and the program."""
    scratch.build("--compilation_mode=" + mode, "//app:server")
    root = scratch.folder / "bazel-bin"
    files = sorted(path for path in root.rglob("*") if path.suffix in (".o", ".molti")) + [
        root / "app/server"
    ]
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
        expect(len(one) == 7, f"three modules give seven files, not {sorted(one)}")
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
