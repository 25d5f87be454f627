"""The two toolchains: the compiler runs where Bazel executes actions, the runtime where the program will run."""

MoltCompilerInfo = provider(
    doc = "The compiler.",
    fields = {"moltc": "FilesToRunProvider of the moltc program"},
)

MoltRuntimeInfo = provider(
    doc = "What every program for one target is linked with.",
    fields = {
        "library": "File: the static library",
        "linker": "File: the program that links, called as a C compiler is",
        "linker_files": "depset of File: what it needs",
        "target": "name of the target, as moltc takes it",
    },
)
