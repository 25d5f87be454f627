"""Hashes of str and bytes: what PYTHONHASHSEED and `--hash-seed` say, against CPython 3.14.

One program prints hashes, the order of a set of strs, and the flag of `sys`. It is run with many values of
PYTHONHASHSEED and must print, complain and end as CPython does; without one, runs must differ; with a seed
compiled in, the environment must not matter.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = """\
import sys
words = ["abc", "h\\xe9", "\\u03b1\\u03b2", "\\U0001f600", "", "x" * 100]
print([hash(word) for word in words], hash(b"abc"), hash(bytes(range(256))))
print(list({"one", "two", "three", "four", "five"}), list(frozenset("abcdefghij")), list({"one", ("two", 3)}))
print(sys.flags.hash_randomization, hash(("abc", 1, 2.5)) == hash(("abc", 1, 2.5)), hash(7), hash(2.5), hash((1, 2)))
"""

# What both must take alike, what is invalid included.
VALUES = ["0", "1", "42", "4294967295", "007", " 5", "\t+7", "-0", "-18446744073709551615"]
INVALID = ["-1", "x", "4294967296", "99999999999999999999999", "0x1", "5 ", " ", "+", "1.0", "Random"]
# Where no two runs are to be alike.
UNSEEDED = [None, "", "random"]


def run(command: list[str], seed: str | None) -> tuple[int, str, str]:
    """Status, standard output and standard error."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"}
    environment |= {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8:strict"}
    if seed is not None:
        environment["PYTHONHASHSEED"] = seed
    done = subprocess.run(command, check=False, capture_output=True, env=environment, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def problems(molt: list[str], python: list[str], folder: Path) -> list[str]:
    """Everything that is wrong."""
    source = folder / "program.py"
    source.write_text(SOURCE, "utf-8")

    def build(name: str, *options: str) -> list[str]:
        command = [*molt, "build", str(source), "-o", str(folder / name), "--profile", "dev", *options]
        subprocess.run(command, check=True)
        return [str(folder / name)]

    program = build("program")
    oracle = [*python, str(source)]
    found = []
    for seed in VALUES + INVALID:
        expected, actual = run(oracle, seed), run(program, seed)
        if expected != actual or (actual[0] == 0) != (seed in VALUES):
            found.append(f"PYTHONHASHSEED={seed!r}: CPython {expected}, Molt {actual}")
    for seed in UNSEEDED:
        runs = [run(program, seed) for _ in range(4)]
        if any(status for status, _, _ in runs) or len({output for _, output, _ in runs}) < len(runs):
            found.append(f"PYTHONHASHSEED={seed!r}: runs are alike or fail: {runs}")
    for seed in ("0", "42"):
        fixed = build(f"fixed{seed}", "--hash-seed", seed)
        expected = run(oracle, seed)
        found += [
            f"--hash-seed {seed}, PYTHONHASHSEED={other!r}: {run(fixed, other)} instead of {expected}"
            for other in [None, "random", "7", "invalid"]
            if run(fixed, other) != expected
        ]
    for wrong in ("-1", "4294967296", "random", ""):
        done = subprocess.run(
            [*molt, "build", str(source), "-o", str(folder / "wrong"), f"--hash-seed={wrong}"],
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        if done.returncode != 2 or "--hash-seed is a number from 0 to 4294967295" not in done.stderr:
            found.append(f"--hash-seed={wrong}: status {done.returncode}, {done.stderr!r}")
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--molt", type=shlex.split, default=["molt"], help="compiler command")
    parser.add_argument(
        "--python", type=shlex.split, default=[sys.executable], help="oracle command, CPython 3.14"
    )
    options = parser.parse_args(arguments)
    options.molt[0] = os.path.expandvars(options.molt[0])
    with tempfile.TemporaryDirectory(prefix="molt-hash-seed-") as folder:
        found = problems(options.molt, options.python, Path(folder))
    print("\n".join(found) or "passed")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
