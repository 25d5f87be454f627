"""What the actions say of themselves: mnemonics, arguments, inputs, and cache keys across configurations."""

import json

from harness import Scratch, expect, run_tests


def actions(scratch, mnemonic, target):
    """The actions of a kind below a target, as aquery shows them."""
    query = f'mnemonic("{mnemonic}", deps({target}))'
    return json.loads(
        scratch.bazel("aquery", "--output=jsonproto", "--include_param_files", query).stdout
    )


def arguments(answer):
    """The arguments of each action, wherever they stand: in a parameter file or, for workers, with the action."""
    return [
        [
            *action["arguments"],
            *(each for file in action.get("paramFiles", []) for each in file["arguments"]),
        ][1:]
        for action in answer.get("actions", [])
    ]


def test_arguments():
    with Scratch("arguments") as scratch:
        compiles = arguments(actions(scratch, "MoltCompile", "//app:server"))
        expect(len(compiles) == 3, f"{len(compiles)} MoltCompile actions")
        for each in compiles:
            absolute = [
                argument for argument in each if argument.startswith("/") or "=/" in argument
            ]
            expect(
                not absolute or all("=//" in argument for argument in absolute),
                f"absolute paths: {absolute}",
            )
        (program,) = [each for each in compiles if "server" in each]
        interfaces = [
            value for option, value in zip(program, program[1:]) if option == "--interface"
        ]
        expect(
            [value.split("=")[0] for value in interfaces] == ["lib.words"], f"it sees {interfaces}"
        )
        known = [value for option, value in zip(program, program[1:]) if option == "--known-module"]
        expect(known == ["lib.letters=//lib:letters"], f"known modules: {known}")
        # The negative control: nothing has this mnemonic.
        expect(
            not actions(scratch, "MoltNothing", "//app:server").get("actions"),
            "the query finds anything",
        )


def test_interfaces_are_shared_between_configurations():
    strip = [
        "--experimental_output_paths=strip",
        "--strategy=MoltInterface=linux-sandbox",
        "--strategy=MoltCompile=linux-sandbox",
    ]
    with Scratch("sharing") as scratch:
        cache = [f"--disk_cache={scratch.output_root}/disk"]
        scratch.bazel(
            "build",
            *cache,
            *strip,
            "--compilation_mode=fastbuild",
            "//lib:words",
            "--output_groups=interfaces",
        )
        said = scratch.bazel(
            "build",
            *cache,
            *strip,
            "--compilation_mode=opt",
            "//lib:words",
            "--output_groups=interfaces",
        ).stderr
        # One interface is asked for.
        expect("1 disk cache hit" in said, f"no hit across configurations:\n{said}")


if __name__ == "__main__":
    run_tests(globals())
