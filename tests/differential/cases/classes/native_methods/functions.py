"""Functions of builtins and sys: signatures, docstrings, and what they say about calls that are refused."""
import builtins
import sys

from walk import outcome

for module, names in (
    (builtins, "iter next sorted min max open"),
    (sys, "exit exception exc_info _getframe getrecursionlimit setrecursionlimit intern getdefaultencoding"),
    (sys, "getfilesystemencoding getfilesystemencodeerrors is_finalizing unraisablehook displayhook"),
):
    for name in names.split():
        function = getattr(module, name)
        print(name, function.__text_signature__)
        print("   ", repr(function.__doc__))
        for count in range(5):
            print("   ", count, outcome(function, *[None] * count), "/", outcome(function, *[None] * count, unknown=1))
for argument in ("mode", "buffering", "encoding", "errors", "newline"):
    print(argument, outcome(open, "nowhere", **{argument: 1.5}))
