"""Runs test functions: those of the modules below whose names start with `test_`.

Arguments: FILTER SHARDS INDEX XML. A test is run when its full name contains FILTER and it belongs to shard INDEX of
SHARDS; results are written to the file XML, as JUnit does, unless that is empty. The status is 0 when every test passed.
"""

import sys

# IMPORTS

MODULES = []


def escaped(text):
    """Text as XML holds it."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return "".join(
        character if character >= " " or character == "\n" else "?" for character in text
    )


def selected(name_filter, shards, index):
    """The tests to run: names with functions."""
    tests = []
    for module in MODULES:
        for name in dir(module):
            full_name = module.__name__ + "." + name
            if name.startswith("test_") and name_filter in full_name:
                tests.append((full_name, getattr(module, name)))
    return tests[index::shards]


class Report:
    """Takes the place of `sys.stderr` while a traceback is printed."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def traceback_of(error):
    """The traceback, without the frame of this file."""
    error.__traceback__ = error.__traceback__.tb_next
    report = Report()
    stderr = sys.stderr
    sys.stderr = report
    try:
        sys.__excepthook__(type(error), error, error.__traceback__)
    finally:
        sys.stderr = stderr
    return report.text


def failure_of(test):
    """Runs a test: None, or what went wrong in a line and the traceback."""
    try:
        test()
    except BaseException as error:
        text = str(error)
        return type(error).__name__ + (": " + text if text else ""), traceback_of(error)
    return None


def write_results(path, results):
    """Writes what JUnit would have written."""
    failures = sum(1 for _, failure in results if failure is not None)
    with open(path, "w", encoding="utf-8") as output:
        output.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        output.write(
            f'<testsuites><testsuite name="molt" tests="{len(results)}" failures="{failures}">\n'
        )
        for full_name, failure in results:
            module, _, name = full_name.rpartition(".")
            output.write(f'<testcase classname="{escaped(module)}" name="{escaped(name)}">')
            if failure is not None:
                message, traceback = failure
                output.write(
                    f'<failure message="{escaped(message)}">{escaped(traceback)}</failure>'
                )
            output.write("</testcase>\n")
        output.write("</testsuite></testsuites>\n")


def main(arguments):
    """Runs the tests; the result is the exit status."""
    name_filter, shards, index, xml = arguments
    results = []
    for full_name, test in selected(name_filter, int(shards), int(index)):
        failure = failure_of(test)
        if failure is None:
            print(f"passed {full_name}")
        else:
            message, traceback = failure
            print(f"FAILED {full_name}: {message}\n{traceback}", end="")
        results.append((full_name, failure))
    failed = sum(1 for _, failure in results if failure is not None)
    print(f"{len(results) - failed} passed, {failed} failed")
    if xml:
        write_results(xml, results)
    if not results and int(shards) == 1:
        print(f"no test matches {name_filter!r}" if name_filter else "there are no tests")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
