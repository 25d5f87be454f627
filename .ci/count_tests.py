"""Counts the tests of a Bazel run from its build events: prints `PASSED FAILED`.

A test that was asked for and has no result (its target did not build) counts as failed.
"""

import json
import sys


def count(lines):
    """Passed and failed test targets."""
    expected = set()
    overall = {}
    for line in lines:
        event = json.loads(line)
        identity = event.get("id", {})
        if "targetConfigured" in identity and event.get("configured", {}).get("testSize"):
            expected.add(identity["targetConfigured"]["label"])
        if "testSummary" in identity:
            overall[identity["testSummary"]["label"]] = event["testSummary"]["overallStatus"]
    passed = sum(status == "PASSED" for status in overall.values())
    return passed, len(expected | overall.keys()) - passed


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as events:
        print(*count(events))
