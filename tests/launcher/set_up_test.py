"""The launcher's set-up: once per machine, taken up where it was stopped, shared by calls at the same time.

The scripts are the real ones. What they call is not: `mmdebstrap` and `bwrap` are small programs in a folder
of their own, first on PATH, which write down what they were asked and can be told to fail.
Run from the root of the workspace: set_up_test.py
"""

import io
import os
import shutil
import stat
import subprocess
import tarfile
import tempfile
import time
import unittest
from pathlib import Path

LAUNCHER = Path("toolchain/launcher")

# A system of one file. With a file named `slow` beside it, it takes its time.
MMDEBSTRAP = """\
#!/bin/sh
here=$(dirname "$0")
echo mmdebstrap >>"$here/calls"
[ -e "$here/slow" ] && sleep 2
cat "$here/system.tar"
"""

# `bwrap OPTION... COMMAND`: cargo makes cargo-bazel, unless a file named `broken` says otherwise.
BWRAP = """\
#!/bin/sh
here=$(dirname "$0")
echo "bwrap $*" >>"$here/calls"
case "$*" in
*"cargo build"*)
    [ -e "$here/broken" ] && exit 1
    for word in "$@"; do
        case "$word" in
        CARGO_HOME=*) home=${word#CARGO_HOME=} ;;
        CARGO_TARGET_DIR=*) target=${word#CARGO_TARGET_DIR=} ;;
        esac
    done
    mkdir -p "$target/release" "$home/registry/index/registry-1949cf8c6b5b557f"
    : >"$target/release/cargo-bazel"
    ;;
esac
"""


class SetUp(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(dir=os.environ.get("TEST_TMPDIR")))
        self.addCleanup(shutil.rmtree, self.folder)
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        for name, text in (("mmdebstrap", MMDEBSTRAP), ("bwrap", BWRAP)):
            program = self.tools / name
            program.write_text(text)
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        with tarfile.open(self.tools / "system.tar", "w") as system:
            for name in ("etc/bazel/bazelrc", "usr/local/share/ca-certificates/README"):
                entry = tarfile.TarInfo(name)
                system.addfile(entry, io.BytesIO(b""))
        workspace = self.folder / "workspace"
        shutil.copytree(LAUNCHER, workspace / "toolchain/launcher")
        self.enter = workspace / "toolchain/launcher/enter.sh"
        self.environment = {
            "HOME": str(self.folder),
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.folder / "cache"),
        }

    def start(self):
        return subprocess.Popen(
            ["bash", self.enter, "true"],
            env=self.environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run_launcher(self):
        process = self.start()
        output, _ = process.communicate(timeout=60)
        return process.returncode, output

    def calls(self, name):
        text = (self.tools / "calls").read_text()
        return sum(1 for line in text.splitlines() if name in line)

    def roots(self):
        cache = self.folder / "cache/molt/bazel"
        return sorted(path.name.partition(".")[2] for path in cache.iterdir() if path.is_dir())

    def test_a_set_up_happens_once(self):
        status, output = self.run_launcher()
        self.assertEqual(status, 0, output)
        self.assertIn("4/4", output)
        status, output = self.run_launcher()
        self.assertEqual((status, output), (0, ""))
        self.assertEqual(self.calls("mmdebstrap"), 1)
        self.assertEqual(self.roots(), [""])

    def test_a_stopped_set_up_is_taken_up(self):
        (self.tools / "broken").touch()
        status, output = self.run_launcher()
        self.assertNotEqual(status, 0)
        self.assertIn("3/4", output)
        self.assertEqual(self.roots(), ["partial"])
        (self.tools / "broken").unlink()
        status, output = self.run_launcher()
        self.assertEqual(status, 0, output)
        self.assertNotIn("1/4", output)
        self.assertIn("3/4", output)
        self.assertEqual(self.calls("mmdebstrap"), 1)
        self.assertEqual(self.roots(), [""])

    def test_two_at_once_make_one(self):
        (self.tools / "slow").touch()
        processes = [self.start(), self.start()]
        outputs = [process.communicate(timeout=60)[0] for process in processes]
        self.assertEqual([process.returncode for process in processes], [0, 0], outputs)
        self.assertEqual(sum("waiting for it" in output for output in outputs), 1, outputs)
        self.assertEqual(self.calls("mmdebstrap"), 1)
        self.assertEqual(self.roots(), [""])

    def test_a_killed_set_up_holds_nobody_up(self):
        (self.tools / "slow").touch()
        process = self.start()
        for _ in range(200):
            if (self.tools / "calls").exists():
                break
            time.sleep(0.05)
        os.killpg(process.pid, 9)
        process.communicate()
        (self.tools / "slow").unlink()
        status, output = self.run_launcher()
        self.assertEqual(status, 0, output)
        self.assertNotIn("waiting", output)
        self.assertEqual(self.roots(), [""])

    def test_who_may_not_install_is_told_what_is_missing(self):
        bare = self.folder / "bare"
        bare.mkdir()
        for name in ("mkdir", "dirname", "touch"):
            (bare / name).symlink_to(shutil.which(name))
        user = bare / "id"
        user.write_text("#!/bin/sh\necho 1000\n")
        user.chmod(0o755)
        result = subprocess.run(
            [
                shutil.which("bash"),
                self.enter.parent / "assemble.sh",
                self.folder / "root",
                "packages",
            ],
            check=False,
            env={**self.environment, "PATH": str(bare)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn(
            "needs the Debian package(s) mmdebstrap bubblewrap; as root: apt-get install",
            result.stderr,
        )


if __name__ == "__main__":
    unittest.main()
