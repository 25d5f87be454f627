"""What docs/architecture.md and the crates promise about the shape of the tree.

Checked are: that dependencies between crates point down only, that crates without need for it forbid unsafe
code, that no source file is too long to be read, and that every path the documentation names exists.
Run from the root of the workspace: structure_test.py
"""

import re
import sys
import tomllib
from pathlib import Path

# From the bottom up. A crate depends on crates before it only.
RUNTIME_LAYERS = [
    "abi",
    "heap",
    "host",
    "object",
    "protocol",
    "frame",
    "builtins",
    "modules",
    "intrinsics",
    "start",
]
COMPILER_LAYERS = [
    "diagnostics",
    "syntax",
    "hir",
    "interface",
    "types",
    "ir",
    "build",
    "passes",
    "lir",
    "native",
    "filetests",
    "driver",
]
LAYERS = [f"runtime/{name}" for name in RUNTIME_LAYERS] + [
    f"compiler/{name}" for name in COMPILER_LAYERS
]
# What the compiler and the runtime share.
CONTRACT = "runtime/abi"

# Crates that handle memory themselves, or are the C entry point.
UNSAFE = {
    "runtime/abi",
    "runtime/heap",
    "runtime/intrinsics",
    "runtime/object",
    "runtime/start",
}

# Crates that call C in places that say so one by one.
EDGES = {"compiler/driver"}

LONGEST_FILE = 1500

# A path of this tree in backticks; a part in capitals stands for a name.
PATH = re.compile(
    r"`((?:compiler|docs|examples|rules_molt|runtime|tests|toolchain)/[a-z0-9_./-]*)`"
)


def edges(layers):
    """Dependencies that point up, or from the compiler into the runtime."""
    packages = {}
    manifests = {layer: tomllib.loads(Path(layer, "Cargo.toml").read_text()) for layer in layers}
    for layer, manifest in manifests.items():
        packages[manifest["package"]["name"]] = layer
    for layer, manifest in manifests.items():
        for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
            for name in manifest.get(kind, {}):
                below = packages.get(name)
                if below is None:
                    continue
                if (
                    layer.startswith("compiler/")
                    and below.startswith("runtime/")
                    and below != CONTRACT
                ):
                    yield f"{layer} is of the compiler and depends on {below}: only {CONTRACT} is shared"
                elif layers.index(below) >= layers.index(layer):
                    yield f"{layer} depends on {below}, which is not below it"


def sources(layers):
    """Crates and files that break the rules for sources."""
    for layer in layers:
        if layer not in UNSAFE:
            root = Path(layer, "src/lib.rs")
            level = "deny" if layer in EDGES else "forbid"
            if f"#![{level}(unsafe_code)]" not in root.read_text():
                yield f"{root} does not {level} unsafe code"
        for file in sorted(Path(layer).rglob("*.rs")):
            lines = file.read_text().count("\n")
            if lines > LONGEST_FILE:
                yield f"{file} has {lines} lines, more than {LONGEST_FILE}"


def documentation():
    """Paths in the documentation that lead nowhere."""
    pages = sorted(Path("docs").rglob("*.md"))
    if not pages:
        yield "there is no documentation to check"
    for page in pages:
        for number, line in enumerate(page.read_text().splitlines(), start=1):
            for path in PATH.findall(line):
                if not Path(path).exists():
                    yield f"{page}:{number}: {path} does not exist"


def main():
    members = tomllib.loads(Path("Cargo.toml").read_text())["workspace"]["members"]
    problems = [
        f"{member} has no place in the layers of {Path(__file__).name}"
        for member in sorted(set(members) - set(LAYERS))
    ]
    layers = [layer for layer in LAYERS if layer in members]
    problems += edges(layers)
    problems += sources(layers)
    problems += documentation()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
