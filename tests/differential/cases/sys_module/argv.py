# sys.argv: arguments arrive as given, including spaces, empty strings and Unicode.
import sys

arguments = sys.argv[1:]
print(len(arguments), arguments)
print(type(sys.argv).__name__, [type(a).__name__ for a in arguments], len(sys.argv))
options = {}
positional = []
iterator = iter(arguments)
for argument in iterator:
    if argument.startswith("--") and "=" in argument:
        key, _, value = argument[2:].partition("=")
        options[key] = value
    elif argument == "-n":
        options["n"] = int(next(iterator))
    elif argument.startswith("-") and len(argument) > 1:
        for flag in argument.lstrip("-"):
            options[flag] = True
    else:
        positional.append(argument)
print(options)
print(positional)
sys.argv.append("added")
print(sys.argv[-1], sorted(positional), "".join(positional).isascii())
