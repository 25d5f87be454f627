"""Benchmark runner: Molt against CPython 3.14 and, where given, PyPy and C.

Terms
  program      `programs/NAME.py`, about two seconds of CPython work; prints a checksum.
  twin         `programs/c/NAME.c`, the same computation in C, built with `-O2`.
  engine       what runs a program: `cpython`, `molt`, `pypy`, `c`.
  CPU time     user plus system time of the process and what it waited for (`wait4`).
  ratio        CPU time of CPython divided by that of the engine: above 1 the engine is faster.

The engines take turns within every repetition, so that a busy machine slows all of them alike,
and the median of the repetitions is reported. Every output must equal CPython's. These are
measurements, not tests: only a failure or a wrong output gives a non-zero exit status.
"""

import argparse
import json
import math
import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
C_FLAGS = ["-O2", "-ffp-contract=off"]
POLL_SECONDS = 0.002


@dataclass(frozen=True)
class Run:
    """One execution of one command."""

    status: int
    stdout: bytes
    stderr: bytes
    cpu_seconds: float
    wall_seconds: float
    peak_kilobytes: int


@dataclass
class Engine:
    """Runs of one engine on one program."""

    name: str
    command: list[str]
    cpu_seconds: list[float] = field(default_factory=list)
    peak_kilobytes: list[int] = field(default_factory=list)
    problem: str = ""

    def median(self) -> float:
        return statistics.median(self.cpu_seconds)

    def peak(self) -> int:
        return max(self.peak_kilobytes)


@dataclass
class Built:
    """A binary made by the compiler and what making it took."""

    path: Path | None
    problem: str = ""
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    size_bytes: int = 0


def high_water_mark(pid: int) -> int:
    """Peak resident kilobytes since exec of a live process or one of its descendants."""
    highest = 0
    try:
        with open(f"/proc/{pid}/status", "rb") as status:
            for line in status:
                if line.startswith(b"VmHWM:"):
                    highest = int(line.split()[1])
        with open(f"/proc/{pid}/task/{pid}/children", "rb") as children:
            for child in children.read().split():
                highest = max(highest, high_water_mark(int(child)))
    except OSError:
        pass  # it ended meanwhile
    return highest


def execute(command: list[str], poll_memory: bool = True) -> Run:
    """Run a command to its end and account for it.

    `ru_maxrss` survives exec, so a child starts with this runner's own figure. It is exact when
    it is larger than that; otherwise the highest mark seen while the child ran is used.
    """
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        file_actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, stdout.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, stderr.fileno(), 2),
        ]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        seen = 0
        started = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, environment, file_actions=file_actions)
        while poll_memory:
            seen = max(seen, high_water_mark(pid))
            ended, raw_status, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                break
            time.sleep(POLL_SECONDS)
        else:
            _, raw_status, usage = os.wait4(pid, 0)
        wall = time.perf_counter() - started
        stdout.seek(0)
        stderr.seek(0)
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Run(
            status=os.waitstatus_to_exitcode(raw_status),
            stdout=stdout.read(),
            stderr=stderr.read(),
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            wall_seconds=wall,
            peak_kilobytes=usage.ru_maxrss if usage.ru_maxrss > own else seen,
        )


def build_molt(options: argparse.Namespace, source: Path, directory: Path) -> Built:
    """Compile with Molt, or find the prebuilt binary."""
    if options.binary_dir:
        path = options.binary_dir / source.stem
        if not path.exists():
            return Built(None, f"no prebuilt binary {path}")
        return Built(path, size_bytes=path.stat().st_size)
    path = directory / f"{source.stem}.molt"
    command = [*options.molt, "build", str(source), "-o", str(path), *options.molt_flags]
    run = execute(command, poll_memory=False)
    if run.status != 0 or not path.exists():
        said = (run.stdout + run.stderr).decode("utf-8", "replace").strip()
        return Built(None, f"`{shlex.join(command)}` exited with {run.status}: {said}")
    return Built(path, "", run.wall_seconds, run.cpu_seconds, path.stat().st_size)


def build_c(options: argparse.Namespace, name: str, directory: Path) -> Path | None:
    """Compile the C twin, if there is one and a compiler was given."""
    source = HERE / "programs" / "c" / f"{name}.c"
    if not options.cc or not source.exists():
        return None
    path = directory / f"{name}.c.bin"
    command = [*options.cc, *C_FLAGS, "-o", str(path), str(source), "-lm"]
    subprocess.run(command, check=True)
    return path


def measure(engines: list[Engine], repetitions: int) -> None:
    """Fill in the runs: engines take turns, and each repetition starts with another one."""
    expected = None
    for repetition in range(repetitions):
        shift = repetition % len(engines) if repetition else 0
        for engine in engines[shift:] + engines[:shift]:
            if engine.problem:
                continue
            run = execute(engine.command)
            if run.status != 0:
                last = run.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
                engine.problem = f"exit status {run.status}: {' '.join(last)}"
                continue
            if expected is None:
                expected = run.stdout  # CPython's: the first engine of the first repetition
            elif run.stdout != expected:
                engine.problem = "wrong output"
                continue
            engine.cpu_seconds.append(run.cpu_seconds)
            engine.peak_kilobytes.append(run.peak_kilobytes)


def run_program(options: argparse.Namespace, source: Path, directory: Path) -> dict:
    """All figures of one program."""
    engines = [Engine("cpython", [*options.python, str(source)])]
    built = None
    if options.molt or options.binary_dir:
        built = build_molt(options, source, directory)
        command = [str(built.path)] if built.path else []
        engines.append(Engine("molt", command, problem=built.problem))
    if options.pypy:
        engines.append(Engine("pypy", [*options.pypy, str(source)]))
    if twin := build_c(options, source.stem, directory):
        engines.append(Engine("c", [str(twin)]))
    measure(engines, options.repetitions)
    reference = engines[0].median() if engines[0].cpu_seconds else None
    result = {"program": source.stem, "engines": {}, "problems": {}}
    for engine in engines:
        if engine.problem:
            result["problems"][engine.name] = engine.problem
            continue
        result["engines"][engine.name] = {
            "cpu_seconds": engine.cpu_seconds,
            "cpu_median": engine.median(),
            "ratio": reference / max(engine.median(), 1e-6) if reference else None,
            "peak_kilobytes": engine.peak(),
        }
    if built and built.path:
        result["build"] = {**asdict(built), "path": built.path.name}
    return result


def start_up(options: argparse.Namespace, directory: Path) -> dict:
    """Wall time from spawn to exit of hello, taking turns, and the size of the binaries."""
    hello = directory / "hello.py"
    hello.write_text('print("Hello from Molt!")\n', "utf-8")
    commands = {"cpython": [*options.python, str(hello)]}
    sizes = {}
    if options.molt:
        built = build_molt(options, hello, directory)
        if built.path:
            commands["molt"] = [str(built.path)]
            sizes["molt"] = built.size_bytes
    if twin := build_c(options, "hello", directory):
        commands["c"] = [str(twin)]
        sizes["c"] = twin.stat().st_size
    wall = {name: [] for name in commands}
    for _ in range(options.start_up_runs):
        for name, command in commands.items():
            wall[name].append(execute(command, poll_memory=False).wall_seconds * 1000)
    return {
        name: {
            "median_milliseconds": statistics.median(times),
            "least_milliseconds": min(times),
            "size_bytes": sizes.get(name),
        }
        for name, times in wall.items()
    }


def geometric_mean(values: list[float]) -> float:
    return math.exp(sum(math.log(value) for value in values) / len(values))


def cell(result: dict, engine: str) -> str:
    """Ratio of an engine, or why there is none."""
    if engine in result["problems"]:
        return "WRONG" if result["problems"][engine] == "wrong output" else "failed"
    figures = result["engines"].get(engine)
    return f"{figures['ratio']:.2f}x" if figures and figures["ratio"] else "-"


def print_row(result: dict) -> None:
    cpython = result["engines"].get("cpython")
    molt = result["engines"].get("molt")
    build = result.get("build")
    columns = [
        f"{result['program']:<20}",
        f"{cpython['cpu_median']:>8.2f} s" if cpython else f"{'failed':>10}",
        *(f"{cell(result, engine):>9}" for engine in ("molt", "pypy", "c")),
        f"{cpython['peak_kilobytes'] / 1024:>9.1f}" if cpython else f"{'-':>9}",
        f"{molt['peak_kilobytes'] / 1024:>9.1f}" if molt else f"{'-':>9}",
        f"{build['size_bytes'] / 1024:>8.0f}" if build else f"{'-':>8}",
        f"{build['wall_seconds']:>8.2f}" if build else f"{'-':>8}",
    ]
    print(" ".join(columns), flush=True)


def print_header() -> None:
    names = ["molt", "pypy", "c"]
    print(
        f"{'':<20} {'CPython':>10} {'CPython CPU time / ':>29} "
        f"{'peak MB':>19} {'size KB':>8} {'build s':>8}"
    )
    print(f"{'program':<20} {'CPU':>10}", *(f"{name:>9}" for name in names), end=" ")
    print(f"{'CPython':>9} {'molt':>9}")


def print_summary(results: list[dict], start: dict) -> None:
    for engine in ("molt", "pypy", "c"):
        ratios = [
            r["engines"][engine]["ratio"]
            for r in results
            if engine in r["engines"] and r["engines"][engine]["ratio"]
        ]
        if ratios:
            print(
                f"{engine}: geometric mean {geometric_mean(ratios):.2f}x over {len(ratios)} "
                f"programs, least {min(ratios):.2f}x"
            )
    peaks = [
        r["engines"]["molt"]["peak_kilobytes"] / r["engines"]["cpython"]["peak_kilobytes"]
        for r in results
        if "molt" in r["engines"] and "cpython" in r["engines"]
    ]
    if peaks:
        print(f"peak memory, molt / CPython: {geometric_mean(peaks):.2f}, most {max(peaks):.2f}")
    for name, figures in start.items():
        size = f", {figures['size_bytes']:,} bytes" if figures["size_bytes"] else ""
        print(
            f"hello, {name}: {figures['median_milliseconds']:.2f} ms median, "
            f"{figures['least_milliseconds']:.2f} ms least{size}"
        )
    for result in results:
        for engine, problem in result["problems"].items():
            print(f"PROBLEM {result['program']} on {engine}: {problem}")


def parse_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="*", help="names of programs (default: all)")
    parser.add_argument("--molt", type=shlex.split, default=[], help="compiler command")
    parser.add_argument("--molt-flags", type=shlex.split, default=[], help="added to `build`")
    parser.add_argument("--binary-dir", type=Path, help="prebuilt binaries: DIR/<program>")
    parser.add_argument("--python", type=shlex.split, default=[sys.executable])
    parser.add_argument("--pypy", type=shlex.split, default=[], help="PyPy command")
    parser.add_argument(
        "--cc",
        type=shlex.split,
        default=["gcc"] if shutil.which("gcc") else [],
        help="C compiler for the twins (default: gcc where installed; empty: none)",
    )
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--start-up-runs", type=int, default=40)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures as JSON")
    options = parser.parse_args(arguments)
    options.repetitions = max(1, options.repetitions)
    for command in (options.molt, options.python, options.pypy, options.cc):
        if command and not shutil.which(command[0]):
            parser.error(f"no such command: {command[0]}")
    if options.binary_dir:
        options.binary_dir = options.binary_dir.resolve()
    return options


def main(arguments: list[str]) -> int:
    options = parse_options(arguments)
    sources = sorted((HERE / "programs").glob("*.py"))
    if unknown := set(options.programs) - {source.stem for source in sources}:
        raise SystemExit(f"no such program: {', '.join(sorted(unknown))}")
    if options.programs:
        sources = [source for source in sources if source.stem in options.programs]
    probe = [*options.python, "-c", "import sys; print(sys.version)"]
    version = subprocess.run(probe, check=True, capture_output=True, text=True).stdout.strip()
    if not version.startswith("3.14."):
        command = shlex.join(options.python)
        raise SystemExit(f"the reference must be CPython 3.14, `{command}` is {version}")
    print(f"CPython {version}; {options.repetitions} repetitions, medians of CPU time")
    print_header()
    results = []
    with tempfile.TemporaryDirectory(prefix="molt-bench-") as folder:
        directory = Path(folder)
        for source in sources:
            results.append(run_program(options, source, directory))
            print_row(results[-1])
        start = start_up(options, directory) if options.start_up_runs else {}
    print_summary(results, start)
    if options.json:
        document = {"cpython": version, "results": results, "start_up": start}
        options.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    return 1 if any(result["problems"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
