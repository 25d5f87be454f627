"""A second clone, and the workspace that README prints, build nothing again that this clone has built.

Both are made at paths of their own, so that they have output bases of their own; what they share with this clone is
this user's disk cache and Bazel's own cache of downloads, as any other folder of this user would.
"""

import json
import os
import re
import shutil
import subprocess
from collections import Counter

from harness import RUNFILES, SCRATCH, SOURCE, Failed, expect, run_tests

# A file that README shows: its path, and the block that follows.
PRINTED_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Workspace:
    """A workspace and the ways its actions were executed."""

    def __init__(self, folder, launcher):
        self.folder = folder
        self.launcher = launcher

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # Its output base is not in the test's folder.
        self.bazel("clean", "--expunge", check=False)

    def bazel(self, *arguments, check=True):
        """Runs Bazel as a user would."""
        result = subprocess.run(
            [self.launcher, *arguments],
            cwd=self.folder,
            # What Bazel tells tests about themselves is not for others.
            env={
                name: os.environ[name]
                for name in ("HOME", "MOLT_BAZELRC", "PATH")
                if name in os.environ
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if check and result.returncode:
            raise Failed(f"{arguments} exited with {result.returncode}:\n{result.stderr}")
        return result

    def run(self, command, *targets):
        """Runs a command; counts the actions by mnemonic and processes by how they were executed."""
        events = self.folder.parent / f"{self.folder.name}.json"
        result = self.bazel(command, f"--build_event_json_file={events}", *targets)
        actions, processes = Counter(), Counter()
        for line in events.read_text().splitlines():
            event = json.loads(line)
            summary = event.get("buildMetrics", {}).get("actionSummary", {})
            for data in summary.get("actionData", []):
                actions[data["mnemonic"]] += int(data["actionsExecuted"])
            for runner in summary.get("runnerCount", []):
                processes[runner["name"]] += int(runner["count"])
        print(f"{self.folder.name}: {command} {' '.join(targets)}: {dict(processes)}")
        return result.stdout, actions, processes


def copy_of_this_clone(folder):
    """The sources as they are, without what was built from them."""
    shutil.copytree(
        SOURCE, folder, symlinks=True, ignore=shutil.ignore_patterns("bazel-*", ".git", "target")
    )
    return folder


def test_second_clone_and_readme():
    place = SCRATCH / "somewhere-else"
    clone = copy_of_this_clone(place / "molt")
    printed = dict(PRINTED_FILE.findall((SOURCE / "README.md").read_text()))
    expect("app/server.py" in printed, f"README shows {sorted(printed)}")
    for name, content in printed.items():
        file = place / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    subprocess.run([RUNFILES / "molt", "init", place / "same", "--molt", clone], check=True)
    made = {
        str(path.relative_to(place / "same")): path.read_text()
        for path in (place / "same").rglob("*")
        if path.is_file()
    }
    expect(made == printed, f"`molt init` makes {made}, README shows {printed}")

    with (
        Workspace(clone, clone / "bazelw") as second,
        Workspace(place / "mine", clone / "bazelw") as consumer,
    ):
        _, actions, processes = second.run("build", "//:molt", "//toolchain/prebuilt:install")
        expect(actions["Rustc"] > 100, f"the second clone had these actions: {dict(actions)}")
        executed = set(processes) - {"total", "internal", "disk cache hit"}
        expect(not executed, f"the second clone ran processes: {dict(processes)}")

        printed_by_program, actions, processes = consumer.run("run", "//app:server")
        expect(printed_by_program == "example\n", f"the program printed {printed_by_program!r}")
        mnemonics = {name for name, count in actions.items() if count}
        expect(
            {"MoltCompile", "MoltLink"} <= mnemonics, f"actions of README's workspace: {mnemonics}"
        )
        expect("Rustc" not in mnemonics, f"README's workspace compiles Rust: {dict(actions)}")
        consumer.run("test", "//app:all")


if __name__ == "__main__":
    run_tests(globals())
