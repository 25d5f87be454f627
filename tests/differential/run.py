"""Differential test runner: the same program under CPython 3.14 and as a Molt binary.

Terms
  case        one program under `cases/<area>/`: a file `NAME.py`, or a folder `NAME/` holding
              `main.py` and the modules it imports. Sidecars `NAME.args` (one argument per line)
              and `NAME.stdin` (bytes) give it its command line and standard input, `NAME.memory`
              the kilobytes of address space that it and the oracle have.
  oracle      the CPython 3.14 whose behaviour is right by definition (`--python`).
  outcome     stdout, stderr and exit status of one run in its own empty working directory.
  expected    a case listed in `expected_failures.txt` with a reason. It must fail: a surprise
  failure     pass fails the run, so the list can only shrink honestly.
  check       what is done with the binary of a case, one or several of:
    compare   run it and the oracle, compare the outcomes (the default).
    audit     run it with MOLT_DEBUG_REFCOUNTS=1: it must say `molt: 0 objects alive` at exit, and
              nothing of uneven reference counts (exit status 120).
    valgrind  run it under valgrind's memcheck with every object in a block of its own
              (MOLT_DEBUG_ALLOCATOR=system, which needs a runtime with debug assertions): no
              errors, and no memory that nothing points to.

Two things in stderr are normalised, nothing in stdout: file paths in tracebacks become the path
relative to the case, so that where the checkout lies does not matter, and addresses of objects
(`at 0x7f...`, in reports about `__del__`) lose their digits.
"""

import argparse
import concurrent.futures
import difflib
import itertools
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
CANNOT_START = 71
LEAK_LINE = re.compile(rb"^molt: (\d+) objects alive$", re.MULTILINE)
UNEVEN_LINE = re.compile(rb"^molt: \d+ references to permanent objects uneven$", re.MULTILINE)
CHECKS = ("compare", "audit", "valgrind")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
TRACEBACK_PATH = re.compile(r'File "([^"\n]+)"')
TIMED_OUT = -1000
# Cases ask for absurd amounts of memory; whether a system grants them must not matter. In kilobytes, large enough for
# valgrind.
MEMORY = 12_000_000
WITH_LIMITED_MEMORY = ("sh", "-c", 'ulimit -v "$1"; shift; exec "$@"', "sh")


@dataclass(frozen=True)
class Case:
    """One program of the corpus and what it is run with."""

    name: str
    area: str
    source: Path
    root: Path
    arguments: tuple[str, ...]
    stdin: bytes
    memory: int = MEMORY

    @property
    def binary_name(self) -> str:
        """Name of the prebuilt binary under `--binary-dir`: the case name without `.py`."""
        return self.name.removesuffix(".py")


@dataclass(frozen=True)
class Outcome:
    """What can be observed of one run."""

    stdout: bytes
    stderr: bytes
    status: int

    def described_status(self) -> str:
        if self.status == TIMED_OUT:
            return "timed out"
        if self.status < 0:
            return f"killed by {signal.Signals(-self.status).name}"
        return str(self.status)


@dataclass
class Result:
    """Verdict of one check on one case; `kind` is what the summary counts."""

    case: str
    check: str
    area: str
    kind: str = "passed"
    built: bool = True
    problems: list[str] = field(default_factory=list)
    command: str = ""
    reason: str = ""
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """How the list of expected failures names it."""
        return self.case if self.check == "compare" else f"{self.check} {self.case}"


class Runner:
    """Runs cases according to the command line options."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        for name in (
            "PYTHONPATH",
            "PYTHONUTF8",
            "PYTHONUNBUFFERED",
            "FORCE_COLOR",
            "MOLT_DEBUG_REFCOUNTS",
            "MOLT_DEBUG_ALLOCATOR",
        ):
            self.environment.pop(name, None)
        # What a terminal with any UTF-8 locale gives: strict streams. The C.UTF-8 locale alone
        # would make CPython let lone surrogates through.
        self.environment["LC_ALL"] = "C.UTF-8"
        self.environment["PYTHONIOENCODING"] = "utf-8:strict"
        self.environment["PYTHON_COLORS"] = "0"

    def execute(self, command: list[str], case: Case, directory: Path, **extra: str) -> Outcome:
        """Run `command` in a new empty folder below `directory` with the case's input."""
        working_directory = Path(tempfile.mkdtemp(prefix="cwd-", dir=directory))
        memory = MEMORY if command[0] == "valgrind" else case.memory
        process = subprocess.Popen(
            [*WITH_LIMITED_MEMORY, str(memory), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=working_directory,
            env={**self.environment, **extra},
            start_new_session=True,
        )
        try:
            stdout, stderr = process.communicate(case.stdin, timeout=self.options.timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            stdout, stderr = process.communicate()
            return Outcome(stdout, stderr, TIMED_OUT)
        return Outcome(stdout, stderr, process.returncode)

    def build(self, case: Case, directory: Path) -> tuple[Path | None, str]:
        """Path of the case's binary, or None and the compiler's complaint."""
        if self.options.binary_dir:
            binary = self.options.binary_dir / case.binary_name
            if not binary.exists():
                return None, f"no prebuilt binary {binary}"
            return binary, ""
        binary = directory / "program"
        command = [*self.options.molt, "build", str(case.source), "-o", str(binary)]
        if self.options.profile:
            command += ["--profile", self.options.profile]
        try:
            completed = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                cwd=directory,
                env=self.environment,
                timeout=self.options.build_timeout,
            )
        except subprocess.TimeoutExpired:
            return None, "the compiler timed out"
        complaint = decode(completed.stdout + completed.stderr)
        if completed.returncode != 0 or not binary.exists():
            return None, f"molt build exited with {completed.returncode}\n{complaint}"
        return binary, ""

    def run_case(self, case: Case) -> list[Result]:
        """Build once, then make every check."""
        results = []
        with tempfile.TemporaryDirectory(prefix="molt-diff-") as folder:
            directory = Path(folder)
            started = time.monotonic()
            binary, complaint = self.build(case, directory)
            for check in self.options.checks:
                result = Result(case.name, check, case.area, command=self.reproduction(case, check))
                if binary is None:
                    result.built = False
                    result.problems.append(complaint.rstrip())
                else:
                    native = [str(binary), *case.arguments]
                    result.problems += getattr(self, check)(case, native, directory)
                result.kind = "failed" if result.problems else "passed"
                result.seconds = round(time.monotonic() - started, 3)
                started = time.monotonic()
                results.append(result)
        return results

    def compare(self, case: Case, native: list[str], directory: Path) -> list[str]:
        """Every observable in which the binary departs from the oracle."""
        oracle = [*self.options.python, str(case.source), *case.arguments]
        expected = self.execute(oracle, case, directory)
        actual = self.execute(native, case, directory)
        return differences(case, expected, actual)

    def audit(self, case: Case, native: list[str], directory: Path) -> list[str]:
        """What the audit at exit reports, if anything."""
        return audit_problems(self.execute(native, case, directory, MOLT_DEBUG_REFCOUNTS="1"))

    def valgrind(self, case: Case, native: list[str], directory: Path) -> list[str]:
        """What memcheck reports, if anything."""
        log = directory / "valgrind.log"
        command = [
            "valgrind",
            "--quiet",
            "--leak-check=full",
            "--show-leak-kinds=definite",
            f"--log-file={log}",
            *native,
        ]
        outcome = self.execute(command, case, directory, MOLT_DEBUG_ALLOCATOR="system")
        problems = ["valgrind:\n" + log.read_text("utf-8", "replace")] if log.stat().st_size else []
        if outcome.status < 0 or outcome.status == CANNOT_START:
            problems.append(f"{outcome.described_status()}\n{decode(outcome.stderr)}")
        return problems

    def reproduction(self, case: Case, check: str) -> str:
        """A command that runs exactly this case again."""
        command = [
            sys.executable,
            os.path.relpath(__file__),
            "--filter",
            f"^{re.escape(case.name)}$",
        ]
        if self.options.binary_dir:
            command += ["--binary-dir", str(self.options.binary_dir)]
        else:
            command += ["--molt", shlex.join(self.options.molt)]
            if self.options.profile:
                command += ["--profile", self.options.profile]
        if self.options.python != [sys.executable]:
            command += ["--python", shlex.join(self.options.python)]
        if check != "compare":
            command.append(f"--{check}")
        return shlex.join(command)


def decode(data: bytes) -> str:
    """Bytes as text for people: undecodable bytes stay visible."""
    return data.decode("utf-8", "backslashreplace")


def audit_problems(outcome: Outcome) -> list[str]:
    """What is wrong with the report at the end of stderr. Without a report, nothing was audited."""
    if outcome.status < 0:
        return [f"audited run {outcome.described_status()}"]
    match = LEAK_LINE.search(outcome.stderr)
    if not match:
        return [f"no report of the audit, exit status {outcome.status}"]
    if int(match.group(1)) or UNEVEN_LINE.search(outcome.stderr, match.end()):
        return ["leak report:\n" + decode(outcome.stderr[match.start() :])]
    return []


def normalised_stderr(case: Case, stderr: bytes) -> str:
    """Text of stderr with file paths relative to the case and without addresses."""
    if case.root == case.source.parent and case.source.name != "main.py":
        known = [case.source.name]
    else:
        known = [path.relative_to(case.root).as_posix() for path in case.root.rglob("*.py")]
    known.sort(key=len, reverse=True)

    def relative(match: re.Match[str]) -> str:
        path = match.group(1).replace("\\", "/")
        for name in known:
            if path == name or path.endswith("/" + name):
                return f'File "{name}"'
        return match.group(0)

    return ADDRESS.sub("at 0x...", TRACEBACK_PATH.sub(relative, decode(stderr)))


def differences(case: Case, expected: Outcome, actual: Outcome) -> list[str]:
    """Every observable in which the binary departs from the oracle."""
    problems = []
    if expected.status == TIMED_OUT:
        problems.append("the oracle timed out")
    if expected.status != actual.status:
        problems.append(
            f"exit status: expected {expected.described_status()}, got {actual.described_status()}"
        )
    if expected.stdout != actual.stdout:
        problems.append(unified_diff("stdout", decode(expected.stdout), decode(actual.stdout)))
    expected_stderr = normalised_stderr(case, expected.stderr)
    actual_stderr = normalised_stderr(case, actual.stderr)
    if expected_stderr != actual_stderr:
        problems.append(unified_diff("stderr", expected_stderr, actual_stderr))
    return problems


def unified_diff(stream: str, expected: str, actual: str) -> str:
    """Unified diff of one stream, shortened when it is very long."""
    lines = list(
        difflib.unified_diff(
            expected.splitlines(),
            actual.splitlines(),
            f"{stream} of CPython",
            f"{stream} of Molt",
            lineterm="",
            n=2,
        )
    )
    if not lines:
        return f"{stream}: same lines, different line ends"
    if len(lines) > 60:
        lines = [*lines[:60], f"... {len(lines) - 60} more lines"]
    return "\n".join(lines)


def discover(cases_directory: Path) -> list[Case]:
    """All cases, in a stable order."""
    cases = []
    for area in sorted(path for path in cases_directory.iterdir() if path.is_dir()):
        for entry in sorted(area.iterdir()):
            if entry.suffix == ".py":
                source, root, stem = entry, area, entry.with_suffix("")
            elif (entry / "main.py").exists():
                source, root, stem = entry / "main.py", entry, entry
            else:
                continue
            arguments = stem.with_suffix(".args")
            stdin = stem.with_suffix(".stdin")
            memory = stem.with_suffix(".memory")
            cases.append(
                Case(
                    name=f"{area.name}/{entry.name}",
                    area=area.name,
                    source=source,
                    root=root,
                    arguments=tuple(arguments.read_text("utf-8").splitlines())
                    if arguments.exists()
                    else (),
                    stdin=stdin.read_bytes() if stdin.exists() else b"",
                    memory=int(memory.read_text("utf-8")) if memory.exists() else MEMORY,
                )
            )
    return cases


def read_expected_failures(path: Path) -> dict[str, str]:
    """Map from name to reason. Lines: `CASE: REASON`, `audit CASE: REASON`, `valgrind CASE: REASON`."""
    expected = {}
    if not path.exists():
        return expected
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, separator, reason = text.partition(": ")
        if not separator or not reason.strip():
            raise SystemExit(f"{path}:{number}: expected `CASE: REASON`")
        expected[name.strip()] = reason.strip()
    return expected


def apply_expectation(result: Result, expected: dict[str, str]) -> None:
    """Turn a failure that is expected into one, and a surprise pass into a failure.

    A case that is expected to fail the comparison and does not even compile has nothing to audit,
    so it needs no line of its own.
    """
    name = result.case if not result.built else result.name
    if name not in expected:
        return
    result.reason = expected[name]
    if result.kind == "failed":
        result.kind = "expected failure"
    else:
        result.kind = "failed"
        result.problems = [f"surprise pass: remove it from the list (reason was: {result.reason})"]


def select(cases: list[Case], options: argparse.Namespace) -> list[Case]:
    """Cases that --area, --filter and the shard variables of Bazel leave."""
    known_areas = {case.area for case in cases}
    for area in options.area:
        if area not in known_areas:
            raise SystemExit(f"no such area: {area} (there are: {', '.join(sorted(known_areas))})")
    if options.area:
        cases = [case for case in cases if case.area in options.area]
    for pattern in (options.filter, os.environ.get("TESTBRIDGE_TEST_ONLY")):
        if pattern:
            cases = [case for case in cases if re.search(pattern, case.name)]
    total = int(os.environ.get("TEST_TOTAL_SHARDS", "1"))
    index = int(os.environ.get("TEST_SHARD_INDEX", "0"))
    if os.environ.get("TEST_SHARD_STATUS_FILE"):
        Path(os.environ["TEST_SHARD_STATUS_FILE"]).touch()
    return cases[index::total]


def report(result: Result) -> None:
    """Print what is wrong with one case and how to see it again."""
    print(f"FAILED {result.name}")
    for problem in result.problems:
        print("    " + problem.replace("\n", "\n    "))
    print(f"    reproduce: {result.command}")


def parse_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--python",
        type=shlex.split,
        default=[sys.executable],
        help="oracle command, CPython 3.14 (default: the Python that runs this)",
    )
    parser.add_argument("--molt", type=shlex.split, help="compiler command")
    parser.add_argument("--profile", help="build with this profile (default: the compiler's)")
    parser.add_argument("--binary-dir", type=Path, help="prebuilt binaries: DIR/<area>/<name>")
    parser.add_argument("--cases", type=Path, default=HERE / "cases", help="corpus folder")
    parser.add_argument(
        "--expected-failures", type=Path, default=HERE / "expected_failures.txt", metavar="FILE"
    )
    parser.add_argument("--area", action="append", default=[], help="only this area (repeatable)")
    parser.add_argument("--filter", help="only cases whose `area/name` matches this expression")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--timeout", type=float, default=20.0, help="seconds per program run")
    parser.add_argument("--build-timeout", type=float, default=120.0, help="seconds per build")
    parser.add_argument("--compare", action="store_true", help="compare outcomes (the default)")
    parser.add_argument("--audit", action="store_true", help="check for leaks")
    parser.add_argument("--valgrind", action="store_true", help="check uses of memory (slow)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all results as JSON")
    parser.add_argument("--list", action="store_true", help="print the selected cases and stop")
    parser.add_argument("--verbose", action="store_true", help="print each case as it ends")
    options = parser.parse_args(arguments)
    if not options.list and bool(options.molt) == bool(options.binary_dir):
        parser.error("give one of --molt and --binary-dir")
    if options.binary_dir:
        options.binary_dir = options.binary_dir.resolve()
    options.cases = options.cases.resolve()
    options.checks = [check for check in CHECKS if getattr(options, check)] or ["compare"]
    return options


def check_oracle(command: list[str]) -> None:
    """Refuse to compare with anything but CPython 3.14."""
    probe = "import sys; print(sys.implementation.name, *sys.version_info[:2])"
    completed = subprocess.run([*command, "-c", probe], check=False, capture_output=True, text=True)
    if completed.stdout.split() != ["cpython", "3", "14"]:
        said = completed.stdout.strip() or completed.stderr.strip()
        raise SystemExit(f"the oracle must be CPython 3.14, `{shlex.join(command)}` is: {said}")


def main(arguments: list[str]) -> int:
    options = parse_options(arguments)
    cases = select(discover(options.cases), options)
    if options.list:
        for case in cases:
            print(case.name)
        return 0
    if "compare" in options.checks:
        check_oracle(options.python)
    expected = read_expected_failures(options.expected_failures)
    every_name = {case.name for case in discover(options.cases)}
    every_name |= {f"{check} {name}" for check in CHECKS[1:] for name in every_name}
    for name in sorted(expected.keys() - every_name):
        raise SystemExit(f"{options.expected_failures}: no such case: {name}")
    runner = Runner(options)
    results = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, options.jobs)) as pool:
        for result in itertools.chain.from_iterable(pool.map(runner.run_case, cases)):
            apply_expectation(result, expected)
            results.append(result)
            if result.kind == "failed":
                report(result)
            elif options.verbose:
                print(f"{result.kind} {result.name}", flush=True)
    counts = {kind: 0 for kind in ("passed", "failed", "expected failure")}
    for result in results:
        counts[result.kind] += 1
    if options.json:
        document = {"checks": options.checks, "counts": counts}
        document["results"] = [asdict(result) for result in results]
        options.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    if not results:
        print("no case selected")
    print(
        f"{counts['passed']} passed, {counts['failed']} failed, "
        f"{counts['expected failure']} expected failures"
    )
    return 1 if counts["failed"] or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
