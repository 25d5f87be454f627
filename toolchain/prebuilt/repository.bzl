"""A compiler, a runtime and a linker that are built already, as the repository `@molt_prebuilt`.

They are in a folder with `bin/moltc`, `linker/zig`, and for each target `lib/TARGET/libmolt_start.a` and `linker/TARGET/`, given as
`path`, or in the environment as MOLT_PREBUILT (//toolchain/prebuilt:install makes one). With neither, Bazel builds them in Molt's own workspace: what is built there is shared by every workspace
that points to it, and none of them has to know of Rust. (Actions of the same sources in two workspaces share
nothing: their paths begin with the name by which a workspace knows Molt.) In Molt's own workspace the repository is
empty then, since its toolchains are targets there.
"""

load("//toolchain/zig:targets.bzl", "TARGETS")

_COMPILER = """\
load("{rules}", "molt_compiler", "molt_runtime")

package(default_visibility = ["//visibility:public"])

molt_compiler(
    name = "compiler",
    moltc = "bin/moltc",
)

toolchain(
    name = "compiler_toolchain",
    toolchain = ":compiler",
    toolchain_type = "{compiler_type}",
)
"""

_RUNTIME = """
molt_runtime(
    name = "{target}",
    library = "lib/{target}/libmolt_start.a",
    linker = "linker/{target}/cc",
    linker_files = ["linker/zig"] + glob(["linker/{target}/**"]),
    target = "{target}",
)

toolchain(
    name = "{target}_toolchain",
    target_compatible_with = {constraints},
    toolchain = ":{target}",
    toolchain_type = "{runtime_type}",
)
"""

# What the compiler and the runtime are built from: a change there makes them anew.
_SOURCES = ["Cargo.lock", "Cargo.toml", "MODULE.bazel"]
_SOURCE_FOLDERS = ["compiler", "runtime", "rules_molt", "toolchain"]

def _build(repository_ctx, workspace):
    for name in _SOURCES:
        repository_ctx.watch(workspace.get_child(name))
    for name in _SOURCE_FOLDERS:
        repository_ctx.watch_tree(workspace.get_child(name))
    repository_ctx.report_progress("Building Molt in {}".format(workspace))
    result = repository_ctx.execute(
        [
            workspace.get_child("bazelw"),
            "run",
            "--color=no",
            "--curses=no",
            "//toolchain/prebuilt:install",
            "--",
            repository_ctx.path("."),
        ],
        working_directory = str(workspace),
        # A build from nothing, where neither this workspace nor another clone has done it yet.
        timeout = 3 * 60 * 60,
        quiet = False,
    )
    if result.return_code:
        fail("building Molt in {} failed".format(workspace))

def _prebuilt_impl(repository_ctx):
    path = repository_ctx.attr.path or repository_ctx.os.environ.get("MOLT_PREBUILT", "")
    molt = Label("//:MODULE.bazel")
    if path:
        folder = repository_ctx.path(path)
        for name in ["bin", "lib", "linker"]:
            repository_ctx.symlink(folder.get_child(name), name)
    elif molt.workspace_name:
        _build(repository_ctx, repository_ctx.path(molt).realpath.dirname)
    else:
        repository_ctx.file("BUILD.bazel", "# Molt is built from source.\n")
        return
    build = _COMPILER.format(
        rules = Label("//rules_molt:defs.bzl"),
        compiler_type = Label("//toolchain/compiler:toolchain_type"),
    )
    for target in TARGETS:
        if repository_ctx.path("lib").get_child(target.name).exists:
            build += _RUNTIME.format(
                target = target.name,
                constraints = repr(target.constraints),
                runtime_type = Label("//toolchain/runtime:toolchain_type"),
            )
    repository_ctx.file("BUILD.bazel", build)

prebuilt_repository = repository_rule(
    implementation = _prebuilt_impl,
    doc = "Declares toolchains over a compiler and runtimes that are built already.",
    attrs = {"path": attr.string(doc = "Absolute path of the folder they are in.")},
    environ = ["MOLT_PREBUILT"],
    local = True,
)
