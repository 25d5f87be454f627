"""`example_test`: an example prints what CPython prints, which is also what is written beside it."""

load("//toolchain/python:test.bzl", "oracle_test")

def example_test(name, program, source, expected, arguments = [], stdin = None, data = []):
    """Runs an example natively and by the oracle.

    Args:
        name: of the test.
        program: the molt_binary.
        source: its main file.
        expected: file with the expected output.
        arguments: of the program.
        stdin: file for its standard input.
        data: other files of the oracle's run: the modules it imports.
    """
    oracle_test(
        name = name,
        size = "small",
        arguments = [
            "$(rootpath {})".format(program),
            "$(rootpath {})".format(source),
            "$(rootpath {})".format(expected),
            "$(rootpath {})".format(stdin) if stdin else "-",
        ] + arguments,
        data = [program, source, expected] + ([stdin] if stdin else []) + data,
        script = "//examples:example_test.py",
    )
