"""Bazel inside a test: scratch workspaces that depend on this one, with the compiler just built.

Terms
  source        this workspace, as the tests' runfiles point to it
  distribution  the folder with compiler, runtime and linker (//toolchain/prebuilt:molt)
  scratch       a copy of tests/bazel/workspaces/NAME in the test's own folder, with an output root of its own
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

RUNFILES = Path.cwd()
SOURCE = (RUNFILES / "MODULE.bazel").resolve().parent
# Symlinks below the distribution lead out of it: the folder itself is in the output tree.
DISTRIBUTION = Path(os.readlink(RUNFILES / "toolchain/prebuilt/molt/bin/moltc")).parent.parent
SCRATCH = Path(os.environ["TEST_TMPDIR"])

MODULE = """\
module(name = "scratch")

bazel_dep(name = "molt", version = "0.1.0")
local_path_override(
    module_name = "molt",
    path = "{source}",
)
"""

WORKSPACE = """\
workspace(name = "scratch")

local_repository(
    name = "molt",
    path = "{source}",
)

load("@molt//rules_molt:repositories.bzl", "molt_repositories")

molt_repositories(prebuilt = "{distribution}")
"""


class Failed(Exception):
    """What the test expected is not so."""


def expect(condition, what):
    """Fails the test unless the condition holds."""
    if not condition:
        raise Failed(what)


class Scratch:
    """A scratch workspace and its own Bazel server."""

    def __init__(self, name, copy_of="consumer", modules=True):
        self.folder = SCRATCH / name / "workspace"
        self.output_root = SCRATCH / name / "output"
        self.modules = modules
        shutil.copytree(RUNFILES / "tests/bazel/workspaces" / copy_of, self.folder)
        # Under their own name they would be packages of this workspace.
        for build in self.folder.rglob("BUILD.in"):
            build.rename(build.with_name("BUILD.bazel"))
        text = (MODULE if modules else WORKSPACE).format(source=SOURCE, distribution=DISTRIBUTION)
        (self.folder / ("MODULE.bazel" if modules else "WORKSPACE.bazel")).write_text(text)
        shutil.copy(SOURCE / ".bazelrc", self.folder / ".bazelrc")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bazel("shutdown", check=False)

    def bazel(self, command, *arguments, check=True):
        """Runs Bazel; its standard output and what it said are in the result."""
        startup = [f"--output_user_root={self.output_root}", "--max_idle_secs=60"]
        if os.environ.get("MOLT_BAZELRC"):
            startup.insert(0, "--bazelrc=" + os.environ["MOLT_BAZELRC"])
        options = []
        if command not in ("shutdown", "info"):
            options = [
                "--color=no",
                "--curses=no",
                # Nothing but what this workspace builds counts.
                "--disk_cache=",
                f"--repo_env=MOLT_PREBUILT={DISTRIBUTION}",
            ]
            if not self.modules:
                options.append("--config=workspace")
        result = subprocess.run(
            ["bazel", *startup, command, *options, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and result.returncode:
            raise Failed(
                f"bazel {command} {' '.join(arguments)} exited with {result.returncode}:\n{result.stderr}"
            )
        return result

    def build(self, *arguments):
        """Builds, and counts the actions that were executed by their mnemonics."""
        events = self.output_root / "events.json"
        self.bazel(
            "build",
            f"--build_event_json_file={events}",
            "--build_event_publish_all_actions",
            *arguments,
        )
        executed = Counter()
        for line in events.read_text().splitlines():
            event = json.loads(line)
            if "actionCompleted" in event["id"]:
                executed[event["action"]["type"]] += 1
        return Counter({name: count for name, count in executed.items() if name.startswith("Molt")})

    def output(self, path):
        """A file below bazel-bin."""
        return self.folder / "bazel-bin" / path

    def edit(self, path, old, new):
        """Replaces text in a source file."""
        file = self.folder / path
        text = file.read_text()
        expect(old in text, f"{path} does not contain {old!r}")
        file.write_text(text.replace(old, new))


def run_tests(namespace):
    """Runs every function named test_*, as this is all these scripts need of a framework."""
    failed = 0
    only = os.environ.get("TESTBRIDGE_TEST_ONLY", "")
    tests = {
        name: test for name, test in namespace.items() if name.startswith("test_") and only in name
    }
    for name, test in tests.items():
        try:
            test()
        except Failed as failure:
            failed += 1
            print(f"FAILED {name}: {failure}")
        else:
            print(f"passed {name}")
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not tests else 0)
