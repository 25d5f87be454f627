"""What docs/architecture.md and the crates promise about the shape of the tree.

Checked are: that dependencies between crates point down only, that crates without need for it forbid unsafe
code, that no source file is too long to be read, that modules are files of one style and in no circle where
subjects meet, that the runtime's state is where its owners keep it, that third-party crates are pinned and have
their line in docs/dependencies.md, and that every path the documentation names exists.
Run from the root of the workspace: structure_test.py
"""

import re
import sys
import tomllib
from pathlib import Path

# From the bottom up. A crate depends on crates before it only.
RUNTIME_LAYERS = [
    "abi",
    "unicode",
    "heap",
    "host",
    "object",
    "protocol",
    "frame",
    "numerals",
    "support",
    "kernel",
    "containers",
    "values",
    "io",
    "modules",
    "intrinsics",
    "start",
]
COMPILER_LAYERS = [
    "diagnostics",
    "syntax",
    "hir",
    "interface",
    "ir",
    "types",
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
EDGES = {"compiler/driver", "runtime/host"}

LONGEST_FILE = 1500

# Crates that hold several subjects, whose modules use each other in no circle. In the others one idea stands
# in several files.
WITHOUT_CIRCLES = [
    "runtime/unicode",
    "runtime/numerals",
    "runtime/support",
    "runtime/kernel",
    "runtime/containers",
    "runtime/values",
    "runtime/io",
    "runtime/modules",
]

# Statics of the runtime that may change, or whose type is said to be safe for all threads, with the reason.
STATICS = {
    ("runtime/heap/src/token.rs", "INTERPRETER"): "the block of what all threads share",
    ("runtime/heap/src/token.rs", "THREAD"): "the block of the thread that holds the token",
    (
        "runtime/heap/src/token.rs",
        "IS_HELD",
    ): "the one thing a thread keeps to itself: whether it holds the token",
    ("runtime/heap/src/allocator.rs", "NO_CHUNK"): "never written",
    ("runtime/heap/src/allocator.rs", "OBJECTS"): "memory, which belongs to the Interpreter's allocator",
    ("runtime/heap/src/memory.rs", "FIRST_ARENA"): "memory, which belongs to the Interpreter's allocator",
    (
        "runtime/object/src/type_object.rs",
        "CORE_TYPES",
    ): "objects, which compiled code finds by their address",
}
THREAD_LOCAL = {"runtime/heap/src/token.rs"}
# Where threads are made; whatever runs in them is attached first.
THREADS = {"runtime/start/src/main_stack.rs"}

STATIC = re.compile(
    r"^\s*(?:pub(?:\(\w+\))?\s+)?static\s+(mut\s+)?(\w+)\s*:\s*([^=;]+)", re.MULTILINE
)
CHANGEABLE = re.compile(
    r"\b(?:\w*Cell|Atomic\w+|Mutex|RwLock|Condvar|Once|OnceLock|LazyLock|Barrier)\b"
)
SAID_TO_BE_SAFE = re.compile(r"unsafe impl(?:<[^>]*>)? Sync for (\w+)")
MAKES_THREADS = re.compile(r"\bthread::(?:spawn|scope|Builder)\b")

# A row of docs/dependencies.md: crates, folders that use them, the reason.
DEPENDENCY = re.compile(r"^\| ([a-z][\w, -]*) \| (\w+/\w+(?:, \w+/\w+)*) \| [^|]+ \|$", re.MULTILINE)

COMMENT = re.compile(r"//.*")

# Where native code asks any object for an attribute under a name that the link step does not see (docs/decisions/0013).
ASKS = re.compile(
    r"\b(?:attribute::(?!missing|namespace)\w+|call_method)\([^;{\"\n]{0,80}(?:\bName::(\w+)|\"(\w+)\")"
    r"|let (?!key)\w+ = Str::from_rust\(\"(__\w+__)\"\)"
)
# Operations are found through their slots.
ASKS_FOR_OPERATIONS = {"runtime/protocol/src/dispatch.rs"}

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


def crate_modules(layer):
    """The modules at the root of a crate, and which of the others each uses."""
    root = Path(layer, "src")
    files = {
        path.stem: [path, *sorted(Path(root, path.stem).rglob("*.rs"))]
        for path in sorted(root.glob("*.rs"))
        if path.stem not in ("lib", "main")
    }
    uses = {}
    for module, paths in files.items():
        text = "".join(COMMENT.sub("", path.read_text()) for path in paths)
        found = set(re.findall(r"\bcrate::(\w+)", text))
        for tree in re.findall(r"\bcrate::\{([^;]*)\};", text):
            found |= set(re.findall(r"\w+", tree))
        uses[module] = (found & files.keys()) - {module}
    return uses


def modules(layers):
    """Modules in another style than the rest, and circles between those at the root of a crate."""
    for layer in layers:
        for file in sorted(Path(layer, "src").rglob("mod.rs")):
            yield f"{file}: a module stands in {file.parent.name}.rs, beside the folder of its parts"
    for layer in WITHOUT_CIRCLES:
        uses = crate_modules(layer)
        # What uses nothing that is left cannot be in a circle.
        while free := [module for module, used in uses.items() if not used & uses.keys()]:
            for module in free:
                del uses[module]
        if uses:
            yield f"{layer}: {', '.join(sorted(uses))} use each other in a circle"


def state():
    """State outside its two owners, `Interpreter` and `ThreadState` (docs/decisions/0010)."""
    files = {
        str(file): file.read_text()
        for file in sorted(Path("runtime").rglob("src/**/*.rs"))
        if not re.search(r"(?:^|_)tests\.rs$", file.name) and "tests" not in file.parts
    }
    said_to_be_safe = {name for text in files.values() for name in SAID_TO_BE_SAFE.findall(text)}
    found = set()
    for file, text in files.items():
        for changes, name, kind in STATIC.findall(text):
            types = set(re.findall(r"\w+", kind))
            if not changes and not CHANGEABLE.search(kind) and not types & said_to_be_safe:
                continue
            found.add((file, name))
            if (file, name) not in STATICS:
                yield f"{file}: {name} holds state, which belongs to Interpreter or ThreadState"
        if "thread_local!" in text and file not in THREAD_LOCAL:
            yield f"{file} has a thread_local!: a thread's state belongs to ThreadState"
        if MAKES_THREADS.search(text) and file not in THREADS:
            yield f"{file} makes threads, which may run without the token"
    for file, name in sorted(set(STATICS) - found):
        yield f"{file} has no static {name}: the list of {Path(__file__).name} is out of date"


def unseen_names():
    """Names that native code asks objects for without telling the link step."""
    for file in sorted(Path("runtime").rglob("src/**/*.rs")):
        if "tests" not in file.stem and str(file) not in ASKS_FOR_OPERATIONS:
            for names in ASKS.findall(file.read_text()):
                yield f"{file} asks for {''.join(names)} without `name!`, which tells the link step"


def third_party(workspace, layers):
    """Third-party crates that are not pinned, or of which docs/dependencies.md says something else than Cargo.toml."""
    for name, wanted in workspace["dependencies"].items():
        version = wanted.get("version") if isinstance(wanted, dict) else wanted
        if version and not re.fullmatch(r"=\d+\.\d+\.\d+", version):
            yield f"Cargo.toml: {name} is {version}, which is not one version"
    users = {}
    for layer in layers:
        manifest = tomllib.loads(Path(layer, "Cargo.toml").read_text())
        for kind in ("dependencies", "dev-dependencies", "build-dependencies"):
            for name, wanted in manifest.get(kind, {}).items():
                if wanted != {"workspace": True}:
                    yield f"{layer}/Cargo.toml: {name} does not take its version from the root's Cargo.toml"
                if "path" not in workspace["dependencies"].get(name, {}):
                    users.setdefault(name, set()).add(layer)
    page = Path("docs/dependencies.md")
    written = {}
    for crates, folders in DEPENDENCY.findall(page.read_text()):
        for name in crates.split(", "):
            if name in written:
                yield f"{page}: {name} has two lines"
            written[name] = set(folders.split(", "))
    for name in sorted(users.keys() | written.keys()):
        used, said = (", ".join(sorted(each.get(name, ["nobody"]))) for each in (users, written))
        if used != said:
            yield f"{page}: {name} is used by {used}; the page says {said}"


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
    workspace = tomllib.loads(Path("Cargo.toml").read_text())["workspace"]
    members = workspace["members"]
    problems = [
        f"{member} has no place in the layers of {Path(__file__).name}"
        for member in sorted(set(members) - set(LAYERS))
    ]
    layers = [layer for layer in LAYERS if layer in members]
    problems += edges(layers)
    problems += sources(layers)
    problems += modules(layers)
    problems += state()
    problems += unseen_names()
    problems += third_party(workspace, layers)
    problems += documentation()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
