"""molt_test: what is run, what a failure looks like, filter, shards and results."""

import xml.etree.ElementTree as ElementTree

from harness import Scratch, expect, run_tests


def cases(scratch, target):
    """Names and failures from every XML file of a test target."""
    found = {}
    for path in (scratch.folder / "bazel-testlogs" / target).rglob("test.xml"):
        for case in ElementTree.parse(path).iter("testcase"):
            failure = case.find("failure")
            found[case.get("name")] = None if failure is None else failure.get("message")
    return found


def test_functions_of_shards_are_all_run():
    with Scratch("shards") as scratch:
        scratch.bazel("test", "//lib:words_test")
        found = cases(scratch, "lib/words_test")
        expect(
            set(found) == {"test_longest", "test_first_of_equals", "test_empty"},
            f"run were {found}",
        )
        expect(not any(found.values()), f"failures: {found}")
        logs = list((scratch.folder / "bazel-testlogs/lib/words_test").glob("shard_*"))
        expect(len(logs) == 2, f"shards: {logs}")

        scratch.bazel(
            "test", "--test_filter=longest", "--test_sharding_strategy=disabled", "//lib:words_test"
        )
        log = (scratch.folder / "bazel-testlogs/lib/words_test/test.log").read_text()
        expect("1 passed, 0 failed" in log, f"the filter was not followed:\n{log}")


def test_failure():
    with Scratch("failure") as scratch:
        result = scratch.bazel("test", "//lib:failing_test", check=False)
        expect(result.returncode == 3, f"status {result.returncode}:\n{result.stderr}")
        found = cases(scratch, "lib/failing_test")
        expect(
            found == {"test_sum": "AssertionError: sums are <wrong>", "test_product": None},
            f"results: {found}",
        )
        log = (scratch.folder / "bazel-testlogs/lib/failing_test/test.log").read_text()
        for line in (
            "Traceback (most recent call last):",
            ", in test_sum",
            "AssertionError: sums are <wrong>",
        ):
            expect(line in log, f"the log lacks {line!r}:\n{log}")


if __name__ == "__main__":
    run_tests(globals())
