"""Tests of the commands with bad input: the real `molt` and `moltc`, files and exit statuses.

Terms
  case      one command with the files it finds, from `cases.py`, and what must come out of it.
  oracle    CPython 3.14, whose words count where it refuses the same file (`like_cpython`).
  leftover  a file that the command made and that is not its result. There must be none, neither in
            the case's folder nor in the folder for temporary files.

Whatever a case says besides, no command may die from a signal or panic, complain at length, take
longer than --timeout, or change or remove a file that was there.
"""

import argparse
import os
import re
import resource
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from cases import CASES, Case

NOBODY = 65534
LONGEST_COMPLAINT = 20_000
FULL_DISK_SIZE = 64 * 1024
FILE_SIZE_LIMIT = 16 * 1024
ADDRESS_SPACE = 1 << 30
PANIC = re.compile(r"panicked|internal compiler error|RUST_BACKTRACE|stack overflow")


class Skip(Exception):
    """The machine cannot show this case; the text says why."""


@dataclass
class Result:
    """What came out of one case."""

    case: Case
    status: int = 0
    stdout: str = ""
    stderr: str = ""
    problems: list[str] = field(default_factory=list)
    skipped: str = ""  # why

    @property
    def kind(self) -> str:
        if self.skipped:
            return "skipped"
        return "failed" if self.problems else "passed"


class Runner:
    """Runs cases according to the command line options."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.programs = {"molt": options.molt, "moltc": options.moltc, "python": options.python}

    def environment(self, temporary: Path) -> dict[str, str]:
        environment = {**os.environ, "TMPDIR": str(temporary), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHON_COLORS": "0", "PYTHONHASHSEED": "0"}
        return environment

    def execute(
        self, command: str, folder: Path, temporary: Path, **extra
    ) -> subprocess.CompletedProcess:
        """Run a command line as it stands in a case; its first word names a program of ours."""
        words = shlex.split(command)
        words[:1] = self.programs.get(words[0], [str(folder / words[0])])
        return subprocess.run(
            words,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=folder,
            env=self.environment(temporary),
            timeout=self.options.timeout,
            **extra,
        )

    def run(self, case: Case) -> Result:
        """Make the files, run the command, look at what it said and left."""
        result = Result(case)
        with tempfile.TemporaryDirectory(prefix="molt-commands-") as name:
            root = Path(name)
            root.chmod(0o755)
            folder, temporary = root / "case", root / "temporary"
            for path in (folder, temporary):
                path.mkdir()
                path.chmod(0o777)
            try:
                with CIRCUMSTANCES[case.circumstance](self, folder, temporary) as extra:
                    self.run_in(case, result, folder, temporary, extra)
            except Skip as reason:
                result.skipped = str(reason)
            except subprocess.TimeoutExpired as late:
                result.problems.append(f"no end after {late.timeout} seconds: {case.command}")
        return result

    def run_in(
        self, case: Case, result: Result, folder: Path, temporary: Path, extra: dict
    ) -> None:
        for path, content in case.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for command in case.before:
            done = self.execute(command, folder, temporary)
            if done.returncode:
                result.problems.append(f"{command}: {decode(done.stderr)}")
                return
        for path, change in case.damage.items():
            file = folder / path
            file.write_bytes(change(file.read_bytes()))
        for path, mode in case.modes.items():
            (folder / path).chmod(mode)
        known = snapshot(folder)
        done = self.execute(case.command, folder, temporary, **extra)
        result.status = done.returncode
        result.stdout, result.stderr = decode(done.stdout), decode(done.stderr)
        result.problems += general_problems(done)
        result.problems += particular_problems(case, result)
        result.problems += file_problems(case, known, snapshot(folder), temporary)
        if case.then and not result.problems:
            after = self.execute(case.then, folder, temporary)
            result.status, result.stdout = after.returncode, decode(after.stdout)
            if (after.returncode, result.stdout) != (case.then_status, case.prints):
                result.problems.append(
                    f"{case.then}: status {after.returncode}, printed {result.stdout!r}\n{decode(after.stderr)}"
                )
        if case.like_cpython:
            oracle = self.execute(f"python {case.source}", folder, temporary)
            result.problems += difference(case, result, oracle, folder)

    def reproduction(self, case: Case) -> str:
        command = [sys.executable, os.path.relpath(__file__), "--case", case.name]
        for name in ("molt", "moltc"):
            command += [f"--{name}", shlex.join(self.programs[name])]
        if self.options.python != [sys.executable]:
            command += ["--python", shlex.join(self.options.python)]
        return shlex.join(command)


class Plain:
    """Nothing special: the command runs as we do."""

    def __init__(self, runner: Runner, folder: Path, temporary: Path):
        self.runner, self.folder, self.temporary = runner, folder, temporary

    def __enter__(self) -> dict:
        return {}

    def __exit__(self, *_) -> None:
        pass


class Unprivileged(Plain):
    """The command runs without the rights of root, whom no file mode stops."""

    def __enter__(self) -> dict:
        if os.geteuid() != 0:
            return {}
        extra = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        try:
            probe = self.runner.execute("molt --version", self.folder, self.temporary, **extra)
        except (OSError, subprocess.SubprocessError) as error:
            raise Skip(f"we are root and cannot become nobody: {error}") from error
        if probe.returncode:
            raise Skip("we are root, and nobody else may run molt here")
        return extra


class Devices(Plain):
    """The folder holds devices of its own, `full` and `null`: tests have no business with the system's."""

    def __enter__(self) -> dict:
        for name, minor in (("full", 7), ("null", 3)):
            device = self.folder / name
            try:
                os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, minor))
                device.write_bytes(b"")
            except OSError as error:
                raise Skip(f"cannot make a device: {error}") from error
        return {}


class FileSizeLimit(Plain):
    """No file may become larger than FILE_SIZE_LIMIT; the system sends SIGXFSZ to who tries."""

    def __enter__(self) -> dict:
        def limit() -> None:
            # Python ignores the signal, and what is ignored stays so in a new program.
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE_LIMIT, FILE_SIZE_LIMIT))

        return {"preexec_fn": limit}


class LittleAddressSpace(Plain):
    """There is less address space than the compiler's stack takes."""

    def __enter__(self) -> dict:
        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))

        return {"preexec_fn": limit}


class FullDisk(Plain):
    """The case's folder (or that of temporary files) is a small file system."""

    def mount(self, folder: Path, size: int) -> None:
        self.mounted = folder
        command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "tmpfs", str(folder)]
        try:
            done = subprocess.run(command, check=False, capture_output=True)
        except OSError as error:
            raise Skip(f"cannot mount a small file system: {error}") from error
        if done.returncode:
            raise Skip(f"cannot mount a small file system: {decode(done.stderr).strip()}")

    def __enter__(self) -> dict:
        self.mount(self.folder, FULL_DISK_SIZE)
        return {}

    def __exit__(self, *_) -> None:
        subprocess.run(["umount", str(self.mounted)], check=True)


class FullTemporaryFolder(FullDisk):
    """The folder of temporary files holds no object file."""

    size = FULL_DISK_SIZE

    def __enter__(self) -> dict:
        self.mount(self.temporary, self.size)
        return {}


class NearlyFullTemporaryFolder(FullTemporaryFolder):
    """It holds object files, the runtime's too."""

    size = 32 << 20


CIRCUMSTANCES = {
    "plain": Plain,
    "unprivileged": Unprivileged,
    "devices": Devices,
    "file size limit": FileSizeLimit,
    "little address space": LittleAddressSpace,
    "full disk": FullDisk,
    "full temporary folder": FullTemporaryFolder,
    "nearly full temporary folder": NearlyFullTemporaryFolder,
}


def decode(data: bytes) -> str:
    """Bytes as text for people: undecodable bytes stay visible."""
    return data.decode("utf-8", "backslashreplace")


def snapshot(folder: Path) -> dict[str, bytes | str]:
    """Everything below a folder: content of files, type of everything else."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else oct(stat.S_IFMT(path.lstat().st_mode))
        found[path.relative_to(folder).as_posix()] = content
    return found


def general_problems(done: subprocess.CompletedProcess) -> list[str]:
    """What no command may do."""
    problems = []
    if done.returncode < 0:
        problems.append(f"killed by {signal.Signals(-done.returncode).name}")
    if match := PANIC.search(decode(done.stderr)):
        problems.append(f"says {match.group()!r}")
    if len(done.stderr) > LONGEST_COMPLAINT:
        problems.append(f"complains in {len(done.stderr)} bytes")
    return problems


def particular_problems(case: Case, result: Result) -> list[str]:
    """Where status and messages differ from what the case says."""
    problems = []
    if not case.then and result.status != case.status:
        problems.append(f"exit status: expected {case.status}, got {result.status}")
    if case.then and result.status:
        problems.append(f"exit status: expected 0, got {result.status}")
    if not case.then and result.stdout != case.prints:
        problems.append(f"printed {result.stdout[:500]!r} instead of {case.prints!r}")
    for text in case.says:
        if text not in result.stderr:
            problems.append(f"does not say {text!r}")
    if result.status and not result.stderr.strip():
        problems.append("says nothing")
    return problems


def file_problems(case: Case, known: dict, now: dict, temporary: Path) -> list[str]:
    """Leftovers, missing results, and files that were touched."""
    problems = []
    for path in sorted(now.keys() - known.keys() - set(case.makes)):
        problems.append(f"leaves {path}")
    for path in sorted(known.keys() - now.keys()):
        problems.append(f"removes {path}")
    for path in sorted(set(case.makes) - now.keys()):
        problems.append(f"does not make {path}")
    for path in sorted(known.keys() & now.keys() - set(case.makes)):
        if known[path] != now[path]:
            problems.append(f"changes {path}")
    problems += [f"leaves {path} among the temporary files" for path in sorted(snapshot(temporary))]
    return problems


def difference(
    case: Case, result: Result, oracle: subprocess.CompletedProcess, folder: Path
) -> list[str]:
    """Where CPython says something else about the same file; it calls files by their absolute paths."""
    expected = (decode(oracle.stderr).replace(f"{folder}/", "").strip().splitlines() or [""])[-1]
    if case.like_cpython == "words":
        kind, _, message = expected.partition(": ")
        # CPython counts this line wrongly if a part of the file was read ahead.
        lines = [
            re.sub(r"(Non-UTF-8 .* on line) \d+", r"\1 N", text)
            for text in (message, result.stderr)
        ]
        if f"error[{kind}]: {lines[0]}\n" not in lines[1]:
            return [f"CPython says {expected!r}"]
        return []
    if oracle.returncode != result.status or decode(oracle.stdout) != result.stdout:
        return [f"CPython: status {oracle.returncode}, printed {oracle.stdout!r}"]
    actual = (result.stderr.strip().splitlines() or [""])[-1]
    if not case.then and actual != expected:
        return [f"CPython says {expected!r}"]
    return []


def report(result: Result, runner: Runner) -> None:
    """Print what is wrong with one case and how to see it again."""
    print(f"FAILED {result.case.name}: {result.case.command}")
    for problem in result.problems:
        print("    " + problem.replace("\n", "\n    "))
    print("    stderr: " + result.stderr[:1500].replace("\n", "\n    "))
    print(f"    reproduce: {runner.reproduction(result.case)}")


def table(results: list[Result]) -> str:
    """All results in Markdown."""
    lines = ["| case | command | first lines | exit code |", "|---|---|---|---|"]
    for result in results:
        said = (result.stderr or result.stdout).strip().splitlines()[:2] or ["(nothing)"]
        shown = " ".join(shorten(line.strip()) for line in said)
        status = f"skipped: {result.skipped}" if result.skipped else result.status
        command = result.case.command + (f" && ./{result.case.then}" if result.case.then else "")
        cells = [result.case.name, f"`{command}`", f"`{shown}`", str(status)]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def shorten(text: str) -> str:
    return text if len(text) <= 120 else text[:117] + "..."


def parse_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--molt", type=shlex.split, required=True, help="the `molt` command")
    parser.add_argument(
        "--moltc", type=shlex.split, help="the `moltc` command (default: beside molt)"
    )
    parser.add_argument(
        "--python", type=shlex.split, default=[sys.executable], help="oracle, CPython 3.14"
    )
    parser.add_argument("--case", action="append", default=[], help="only this case (repeatable)")
    parser.add_argument("--timeout", type=float, default=300.0, help="seconds per command")
    parser.add_argument(
        "--table", action="store_true", help="print all results as a Markdown table"
    )
    options = parser.parse_args(arguments)
    options.molt[0] = shutil.which(options.molt[0]) or options.molt[0]
    options.molt[0] = os.path.abspath(options.molt[0])
    if not options.moltc:
        options.moltc = [str(Path(options.molt[0]).with_name("moltc"))]
    options.moltc[0] = os.path.abspath(options.moltc[0])
    return options


def select(options: argparse.Namespace) -> list[Case]:
    """Cases that --case and the shard variables of Bazel leave."""
    cases = [case for case in CASES if not options.case or case.name in options.case]
    if os.environ.get("TEST_SHARD_STATUS_FILE"):
        Path(os.environ["TEST_SHARD_STATUS_FILE"]).touch()
    total = int(os.environ.get("TEST_TOTAL_SHARDS", "1"))
    return cases[int(os.environ.get("TEST_SHARD_INDEX", "0")) :: total]


def main(arguments: list[str]) -> int:
    options = parse_options(arguments)
    names = {case.name for case in CASES}
    for name in options.case:
        if name not in names:
            raise SystemExit(f"no such case: {name}")
    runner = Runner(options)
    results = []
    for case in select(options):
        result = runner.run(case)
        results.append(result)
        if result.problems:
            report(result, runner)
        elif result.skipped:
            print(f"skipped {case.name}: {result.skipped}", file=sys.stderr)
    if options.table:
        print(table(results))
    counts = {
        kind: sum(result.kind == kind for result in results)
        for kind in ("passed", "failed", "skipped")
    }
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return 1 if counts["failed"] or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
