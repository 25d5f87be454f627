"""A calculator: evaluates the lines of standard input, or the arguments, one by one."""

import sys

from calc import CalcError, Evaluator, parse


def evaluate_lines(lines):
    """Print the value or the error of each line; the result is the number of errors."""
    evaluator = Evaluator()
    errors = 0
    for line in lines:
        line = line.rstrip("\n")
        try:
            tree = parse(line)
            value = evaluator.run(tree, line) if tree is not None else None
        except CalcError as error:
            errors += 1
            print(error.render())
            continue
        if isinstance(value, float):
            print(f"{value:.10g}")
        elif value is not None:
            print(value)
    return errors


if __name__ == "__main__":
    sys.exit(1 if evaluate_lines(sys.argv[1:] or sys.stdin) else 0)
