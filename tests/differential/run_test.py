"""Tests of the differential runner itself, with small stand-ins for the compiler.

Run it with CPython 3.14: `python3.14 tests/differential/run_test.py`.
"""

import contextlib
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import run

# A "compiler" whose binaries run the source with this Python, unless the name asks for a fault.
COMPILER = """\
import os, sys
_, verb, source, _, output = sys.argv
assert verb == "build"
if "refused" in source:
    sys.exit("error: refused")
body = {{
    "wrong": "echo wrong",
    "leaky": 'echo out; test -z "$MOLT_DEBUG_REFCOUNTS" || {{ echo "molt: 2 objects alive" >&2; exit 120; }}',
    "clean": 'echo out; test -z "$MOLT_DEBUG_REFCOUNTS" || echo "molt: 0 objects alive" >&2',
    "uneven": 'echo out; test -z "$MOLT_DEBUG_REFCOUNTS" || {{ echo "molt: 0 objects alive" >&2;'
    ' echo "molt: 3 references to permanent objects uneven" >&2; exit 120; }}',
    "slow": "sleep 30",
    "status": "echo out; exit 3",
    "crash": "kill -SEGV $$",
}}
for word, script in body.items():
    if word in os.path.basename(source):
        break
else:
    script = 'exec "{python}" ' + source + ' "$@"'
with open(output, "w") as binary:
    binary.write("#!/bin/sh\\n" + script + "\\n")
os.chmod(output, 0o755)
"""


class RunnerTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        self.cases = self.root / "cases"
        self.expected = self.root / "expected.txt"
        compiler = self.root / "compiler.py"
        compiler.write_text(COMPILER.format(python=sys.executable))
        self.molt = f"{sys.executable} {compiler}"

    def add(self, name, text="print('out')\n", **sidecars):
        path = self.cases / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for suffix, content in sidecars.items():
            path.with_suffix("." + suffix).write_text(content)

    def invoke(self, *arguments):
        """Exit status and output of the runner over the cases made so far."""
        output = io.StringIO()
        command = ["--molt", self.molt, "--cases", str(self.cases), "--timeout", "3"]
        command += ["--expected-failures", str(self.expected), "--jobs", "2", *arguments]
        with contextlib.redirect_stdout(output):
            status = run.main(command)
        return status, output.getvalue()

    def check(self, last_line, status, *arguments):
        actual_status, output = self.invoke(*arguments)
        self.assertEqual(output.splitlines()[-1], last_line, output)
        self.assertEqual(actual_status, status, output)
        return output

    def test_equal_programs_pass(self):
        self.add("a/one.py")
        self.add("b/fails.py", "def f():\n    return 1 / 0\n\n\nf()\n")
        self.add("b/exits.py", "raise SystemExit('bye')\n")
        self.check("3 passed, 0 failed, 0 expected failures", 0)

    def test_each_kind_of_difference_fails(self):
        for name in ("wrong", "status", "crash", "refused", "slow"):
            self.add(f"a/{name}.py")
        output = self.check("0 passed, 5 failed, 0 expected failures", 1)
        for text in (
            "-out",
            "+wrong",
            "expected 0, got 3",
            "SIGSEGV",
            "error: refused",
            "timed out",
        ):
            self.assertIn(text, output)
        self.assertIn("--filter '^a/wrong\\.py$'", output)

    def test_arguments_stdin_and_packages(self):
        self.add(
            "a/echo.py",
            "import sys\nprint(sys.argv[1:], input())\n",
            args="x y\nz\n",
            stdin="line\n",
        )
        self.add("a/package/main.py", "import helper\nhelper.fail()\n")
        self.add("a/package/helper.py", "def fail():\n    raise ValueError('v')\n")
        self.check("2 passed, 0 failed, 0 expected failures", 0)

    def test_expected_failure_and_surprise_pass(self):
        self.add("a/wrong.py")
        self.add("a/right.py")
        self.expected.write_text("# comment\na/wrong.py: known\n")
        self.check("1 passed, 0 failed, 1 expected failures", 0)
        self.expected.write_text("a/wrong.py: known\na/right.py: not any more\n")
        output = self.check("0 passed, 1 failed, 1 expected failures", 1)
        self.assertIn("surprise pass", output)

    def test_expectation_without_case_or_reason_is_an_error(self):
        self.add("a/one.py")
        for text in ("a/gone.py: reason\n", "a/one.py\n", "a/one.py: \n"):
            self.expected.write_text(text)
            with self.assertRaises(SystemExit):
                self.invoke()

    def test_audit_reports_live_objects(self):
        self.add("a/leaky.py")
        self.add("a/clean.py")
        self.check("2 passed, 0 failed, 0 expected failures", 0)
        output = self.check("1 passed, 1 failed, 0 expected failures", 1, "--audit")
        self.assertIn("molt: 2 objects alive", output)
        self.assertIn("FAILED audit a/leaky.py", output)
        self.expected.write_text("audit a/leaky.py: known leak\n")
        self.check("1 passed, 0 failed, 1 expected failures", 0, "--audit")
        self.check("2 passed, 0 failed, 0 expected failures", 0)
        self.check("3 passed, 0 failed, 1 expected failures", 0, "--compare", "--audit")

    def test_audit_reports_uneven_counts(self):
        self.add("a/uneven.py")
        output = self.check("0 passed, 1 failed, 0 expected failures", 1, "--audit")
        self.assertIn("3 references to permanent objects uneven", output)

    def test_a_run_without_report_is_not_audited(self):
        self.add("a/one.py")
        output = self.check("0 passed, 1 failed, 0 expected failures", 1, "--audit")
        self.assertIn("no report of the audit", output)

    def test_refused_case_needs_no_audit_line(self):
        self.add("a/refused.py")
        self.expected.write_text("a/refused.py: not supported\n")
        self.check("0 passed, 0 failed, 1 expected failures", 0)
        self.check("0 passed, 0 failed, 1 expected failures", 0, "--audit")

    def test_selection(self):
        self.add("a/one.py")
        self.add("b/two.py")
        self.check("1 passed, 0 failed, 0 expected failures", 0, "--area", "b")
        self.check("1 passed, 0 failed, 0 expected failures", 0, "--filter", "one")
        self.check("0 passed, 0 failed, 0 expected failures", 1, "--filter", "none")
        with self.assertRaises(SystemExit):
            self.invoke("--area", "c")

    def test_json(self):
        self.add("a/one.py")
        self.add("a/wrong.py")
        path = self.root / "out.json"
        self.check("1 passed, 1 failed, 0 expected failures", 1, "--json", str(path))
        document = json.loads(path.read_text())
        self.assertEqual(document["counts"], {"passed": 1, "failed": 1, "expected failure": 0})
        self.assertEqual([r["case"] for r in document["results"]], ["a/one.py", "a/wrong.py"])

    def test_only_paths_and_addresses_are_normalised(self):
        self.add("a/one.py")
        case = run.discover(self.cases)[0]
        text = b'  File "/anywhere/one.py", line 1\n  File "/x/two.py"\n<f at 0x7f00aa>\n'
        self.assertEqual(
            run.normalised_stderr(case, text),
            '  File "one.py", line 1\n  File "/x/two.py"\n<f at 0x...>\n',
        )


if __name__ == "__main__":
    unittest.main()
