"""Another workspace uses rules_molt: as a module, and from WORKSPACE with modules off."""

from harness import Scratch, expect, run_tests


def check_consumer(scratch):
    """Libraries, a program, its arguments, and the error for an undeclared import."""
    result = scratch.bazel("run", "//app:server", "--", "and", "more")
    expect(result.stdout == "longest: arguments\n", f"the program printed {result.stdout!r}")

    result = scratch.bazel("build", "//app:undeclared", check=False)
    expect(result.returncode == 1, f"an undeclared import was accepted ({result.returncode})")
    expect(
        "lib.letters" in result.stderr, f"the message does not name the module:\n{result.stderr}"
    )
    expect(
        "//lib:letters" in result.stderr, f"the message does not name the label:\n{result.stderr}"
    )


def test_module():
    with Scratch("module") as scratch:
        check_consumer(scratch)


def test_workspace_without_modules():
    with Scratch("workspace", modules=False) as scratch:
        check_consumer(scratch)


if __name__ == "__main__":
    run_tests(globals())
