"""The cases of `run.py`: bad input, and odd input that is good."""

from collections.abc import Callable
from dataclasses import dataclass, field

HELLO = b"print('hello')\n"
BUILD = "molt build app.py -o out"
MANY = 5_000


@dataclass(frozen=True)
class Case:
    """One command; the fields after `status` have defaults that suit a build that must fail."""

    name: str
    command: str
    status: int
    # Texts that standard error must contain.
    says: tuple[str, ...] = ()
    # Files by path in the case's folder, which is the working directory.
    files: dict[str, bytes] = field(default_factory=lambda: {"app.py": HELLO})
    # What must be on standard output (of `then`, if there is one).
    prints: str = ""
    # Files the command makes or replaces; it may touch no others.
    makes: tuple[str, ...] = ()
    # Commands that prepare the folder and must succeed, then changes of what they made, then modes.
    before: tuple[str, ...] = ()
    damage: dict[str, Callable[[bytes], bytes]] = field(default_factory=dict)
    modes: dict[str, int] = field(default_factory=dict)
    # One of `run.CIRCUMSTANCES`.
    circumstance: str = "plain"
    # "words": CPython's last line, as an error of the compiler. "outcome": output, status, last line.
    like_cpython: str = ""
    source: str = "app.py"
    # The program made, to be run, and its exit status.
    then: str = ""
    then_status: int = 0


def refused(name: str, source: bytes, *says: str, like_cpython: str = "words", **more) -> Case:
    """A file that cannot be compiled."""
    files = {"app.py": source} | more.pop("files", {})
    return Case(name, BUILD, 1, says, files, like_cpython=like_cpython, **more)


def good(name: str, source: bytes, prints: str, **more) -> Case:
    """A file that looks odd and must be compiled and run as CPython runs it."""
    files = {"app.py": source} | more.pop("files", {})
    return Case(
        name,
        BUILD,
        0,
        (),
        files,
        prints,
        makes=("out",),
        then="out",
        like_cpython="outcome",
        **more,
    )


def trouble(name: str, command: str, *says: str, **more) -> Case:
    """Wrong usage, or a file, tool or machine that does not play along."""
    return Case(name, command, 2, says, **more)


def nested(opening: bytes, middle: bytes, closing: bytes) -> bytes:
    return b"x = " + opening * MANY + middle + closing * MANY + b"\n"


def other_abi(content: bytes) -> bytes:
    """An object file that asks for the runtime of another version."""
    marker = b"molt_abi_"
    at = content.index(marker) + len(marker)
    digit = b"1" if content[at : at + 1] == b"0" else b"0"
    return content[:at] + digit + content[at + 1 :]


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def garbage(_: bytes) -> bytes:
    return bytes(range(256)) * 8


def nothing(_: bytes) -> bytes:
    return b""


COMPILE = "moltc compile --module app --source app.py --display-path app.py --profile dev"
COMPILE += " --target x86_64-unknown-linux-gnu --output app.o"
INTERFACE = "moltc interface --module {0} --source {0}.py --display-path {0}.py --output {0}.molti"
LINK = "moltc link --main app --object app=app.o --profile dev --output out"
COMPILE_WITH_INTERFACE = COMPILE + " --interface helper=helper.molti"
WITH_HELPER = {"app.py": b"import helper\nprint(helper.x)\n", "helper.py": b"x = 1\n"}

# Fills the disk beside its output (`-o` comes first) and dies as zig's linker does.
DYING_LINKER = b"""#!/bin/sh
head -c 100000000 /dev/zero > "$2.filling" 2> "$2.messages"
echo Aborted >&2
exit 134
"""

# A static library with one member that is no object.
ARCHIVE = b"!<arch>\nmember/".ljust(56) + b"100".ljust(10) + b"`\n" + b"x" * 100

ELIF_CHAIN = b"x = 4999\nif x == 0:\n    print(0)\n" + b"".join(
    b"elif x == %d:\n    print(%d)\n" % (number, number) for number in range(1, MANY)
)
BLOCKS = b"".join(b" " * depth + b"if True:\n" for depth in range(MANY)) + b" " * MANY + b"pass\n"

CASES = [
    # The table of the issue.
    good("empty file", b"", ""),
    refused("syntax error", b"print('a'\nx = = 1\n"),
    refused("invalid UTF-8", b"x = 1\ny = '\xff\xfe'\n"),
    refused("NUL byte", b"x = 1\ny = '\0'\n"),
    good("10 MB line", b"x = '" + b"a" * 10_000_000 + b"'\nprint(len(x))\n", "10000000\n"),
    refused("error in a 10 MB line", b"x = [" + b"1, " * 3_333_333 + b"=]\n", "app.py:1:10000005"),
    refused("5,000 parentheses", nested(b"(", b"1", b")")),
    refused("missing import", b"import no_such_module\n", "no module named", like_cpython=""),
    trouble(
        "directory instead of file",
        "molt build app -o out",
        "it is a directory",
        files={"app/a.py": b""},
    ),
    trouble(
        "unwritable output",
        "molt build app.py -o locked/out",
        "cannot write locked/out",
        "permission denied",
        files={"app.py": HELLO, "locked/other": b""},
        modes={"locked": 0o555},
        circumstance="unprivileged",
    ),
    trouble(
        "little address space",
        BUILD,
        "address space for its stack",
        "ulimit -v",
        circumstance="little address space",
    ),
    trouble(
        "disk full", BUILD, "cannot write", "no space left on the device", circumstance="full disk"
    ),
    trouble(
        "disk full, temporary files",
        BUILD,
        "no space left on the device",
        files={"app.py": b"x = '" + b"a" * 100_000 + b"'\n"},
        circumstance="full temporary folder",
    ),
    trouble(
        "disk full, the linker dies",
        BUILD + " --linker ./linker",
        "cannot write out: no space left on the device",
        files={"app.py": HELLO, "linker": DYING_LINKER},
        modes={"linker": 0o755},
        circumstance="nearly full temporary folder",
    ),
    trouble(
        "output is a full device",
        "molt build app.py -o full",
        "cannot write full: no space left on the device",
        circumstance="devices",
    ),
    Case("output is a device", "molt build app.py -o null", 0, circumstance="devices"),
    trouble(
        "file size limit",
        BUILD,
        "cannot write",
        "the file would become too large",
        circumstance="file size limit",
    ),
    # Files and paths.
    trouble(
        "missing file",
        "molt build missing.py -o out",
        "cannot read missing.py: no such file or directory",
    ),
    trouble(
        "file without read permission",
        BUILD,
        "cannot read app.py: permission denied",
        modes={"app.py": 0},
        circumstance="unprivileged",
    ),
    trouble(
        "module without read permission",
        BUILD,
        "cannot read helper.py: permission denied",
        files=WITH_HELPER,
        modes={"helper.py": 0},
        circumstance="unprivileged",
    ),
    trouble(
        "output is a directory",
        BUILD,
        "cannot write out: it is a directory",
        files={"app.py": HELLO, "out/kept": b"kept"},
    ),
    trouble(
        "output in a missing directory",
        "molt build app.py -o no/out",
        "cannot write no/out: no such file",
    ),
    trouble(
        "output below a file",
        "molt build app.py -o app.py/out",
        "cannot write app.py/out",
    ),
    trouble("no output named", "molt build app.py", "--output is missing"),
    trouble("no file named", "molt build -o out", "no Python file is given"),
    trouble("unknown command", "molt compile app.py", "unknown command"),
    refused(
        "failure keeps the old output",
        b"x = = 1\n",
        files={"out": b"the old program"},
    ),
    # Encodings and line ends.
    good("byte order mark", b"\xef\xbb\xbfprint('\xc3\xa9')\n", "é\n"),
    refused("byte order mark and another encoding", b"\xef\xbb\xbf# coding: latin-1\nprint(1)\n"),
    good("coding line: latin-1", b"# -*- coding: latin-1 -*-\nprint('\xe9')\n", "é\n"),
    refused("coding line: ascii, but it is not", b"# coding: ascii\nprint('\xe9')\n"),
    refused(
        "coding line: unknown",
        b"# coding: no-such-encoding\nprint(1)\n",
        "unknown encoding: no-such-encoding",
        like_cpython="",
    ),
    refused("coding line: utf-8, but it is not", b"# coding: utf-8\nprint('\xe9')\n"),
    refused("coding line: utf8, but it is not", b"# coding: utf8\nprint('\xe9')\n"),
    refused("byte order mark, but not UTF-8", b"\xef\xbb\xbfx = 1\nprint('\xe9')\n"),
    refused(
        "coding line: known to CPython only",
        b"# coding: shift_jis\nprint(1)\n",
        "unknown encoding: shift_jis",
        "save the file as UTF-8",
        like_cpython="",
    ),
    refused("UTF-16", "print('hello')\n".encode("utf-16")),
    good(
        "carriage returns", b"x = 1\rif x:\r    print('yes')\r\nprint('''a\rb''')\r", "yes\na\nb\n"
    ),
    good("no newline at the end", b"print(1)", "1\n"),
    good("form feeds and a lone backslash", b"\x0cprint(1 + \\\n  2)\n", "3\n"),
    # Imported modules.
    refused(
        "NUL byte in an imported module",
        b"import helper\n",
        "helper.py:2:",
        "source code cannot contain null bytes",
        like_cpython="",
        files={"helper.py": b"x = 1\n\0\n"},
    ),
    refused(
        "syntax error in an imported module",
        b"import helper\n",
        "helper.py:1:",
        files={"helper.py": b"def f(:\n"},
    ),
    good(
        "import cycle",
        b"import a\nprint(a.x, a.b.y)\n",
        "1 2\n",
        files={"a.py": b"x = 1\nimport b\n", "b.py": b"import a\ny = a.x + 1\n"},
    ),
    Case(
        "import cycle that needs a name too early",
        "molt run app.py",
        1,
        ("cannot import name 'x' from 'a'",),
        {"app.py": b"import a\n", "a.py": b"import b\nx = 1\n", "b.py": b"from a import x\n"},
        like_cpython="outcome",
    ),
    good("module that imports itself", b"import app\nprint(__name__)\n", "app\n__main__\n"),
    good(
        "import cycle through the main file",
        b"import a\nprint(__name__, a.y)\n",
        "app 2\n__main__ 2\n",
        files={"a.py": b"y = 2\nimport app\n"},
    ),
    good(
        "import of __main__",
        b"x = 1\nimport a\nprint(a.y)\n",
        "2\n",
        files={"a.py": b"import __main__\ny = __main__.x + 1\n"},
    ),
    # Deep nesting: refused as CPython refuses it, or compiled.
    refused("5,000 brackets", nested(b"[", b"", b"]")),
    refused("5,000 braces", nested(b"{", b"1", b"}")),
    refused("5,000 parentheses never closed", b"(" * MANY + b"\n"),
    refused("5,000 blocks", BLOCKS),
    refused("5,000 unary operators", nested(b"-", b"1", b""), "levels deep", like_cpython=""),
    refused("5,000 nots", nested(b"not ", b"1", b""), "levels deep", like_cpython=""),
    refused("5,000 attributes", b"x = 0\nx" + b".a" * MANY + b"\n", "levels deep", like_cpython=""),
    refused("5,000 calls", b"f" + b"()" * MANY + b"\n", "levels deep", like_cpython=""),
    refused("5,000 subscripts", b"f" + b"[0]" * MANY + b"\n", "levels deep", like_cpython=""),
    refused("5,000 operators", b"x = 1" + b" + 1" * MANY + b"\n", "levels deep", like_cpython=""),
    refused("5,000 lambdas", nested(b"lambda: ", b"1", b""), "levels deep", like_cpython=""),
    refused(
        "5,000 conditionals", nested(b"1 if 0 else ", b"2", b""), "levels deep", like_cpython=""
    ),
    good("2,500 operators", b"print(1" + b" + 1" * 2_500 + b")\n", "2501\n"),
    good("5,000 elifs", ELIF_CHAIN, "4999\n"),
    good("5,000 comparisons", b"print(0" + b" <= 0" * MANY + b")\n", "True\n"),
    good("5,000 ands", b"print(1" + b" and 1" * MANY + b")\n", "1\n"),
    good("5,000 statements in a line", b"x = 0; " + b"x += 1; " * MANY + b"print(x)\n", "5000\n"),
    good(
        "5,000 functions",
        b"".join(b"def f%d(): return %d\n" % (n, n) for n in range(MANY)) + b"print(f4999())\n",
        "4999\n",
    ),
    good(
        "5,000 arguments", b"def f(*a): return len(a)\nprint(f(" + b"1," * MANY + b"))\n", "5000\n"
    ),
    good("5,000 strings side by side", b"print(len(" + b"'ab' " * MANY + b"))\n", "10000\n"),
    good("name of 100,000 characters", b"a" * 100_000 + b" = 1\nprint('ok')\n", "ok\n"),
    good("comment of 10 MB", b"#" * 10_000_000 + b"\nprint('ok')\n", "ok\n"),
    refused("int of 5,000 digits", b"x = " + b"9" * MANY + b"\n"),
    # Damaged interfaces, objects and runtimes.
    *[
        trouble(
            f"interface: {how.__name__}",
            COMPILE_WITH_INTERFACE,
            "cannot read the interface helper.molti",
            files=WITH_HELPER,
            before=(INTERFACE.format("helper"),),
            damage={"helper.molti": how},
        )
        for how in (half, garbage, nothing)
    ],
    trouble(
        "interface of another module",
        COMPILE + " --interface helper=app.molti",
        "is the interface of",
        files=WITH_HELPER,
        before=(INTERFACE.format("app"),),
    ),
    *[
        trouble(f"object: {how.__name__}", LINK, "app.o:", before=(COMPILE,), damage={"app.o": how})
        for how in (half, garbage, nothing)
    ],
    trouble("object: missing", LINK, "app.o: no such file or directory"),
    trouble(
        "object: other version",
        LINK,
        "come from different versions of Molt",
        before=(COMPILE,),
        damage={"app.o": other_abi},
    ),
    *[
        trouble(
            f"runtime: {how.__name__}",
            BUILD + " --runtime runtime.a",
            "cannot link runtime.a: it is",
            files={"app.py": HELLO, "runtime.a": ARCHIVE},
            damage={"runtime.a": how},
        )
        for how in (half, garbage, nothing)
    ],
    trouble(
        "runtime: missing",
        BUILD + " --runtime runtime.a",
        "cannot find the runtime library runtime.a",
    ),
    trouble(
        "linker: missing",
        BUILD + " --linker no-such-linker",
        "cannot run the linker no-such-linker",
    ),
    trouble("linker: fails", BUILD + " --linker false", "linking with false failed"),
]
