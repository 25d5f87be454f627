"""A compiler and a runtime that are built already, as the repository `@molt_prebuilt`.

The folder holds `bin/moltc` and `lib/TARGET/libmolt_start.a` for each target. It is given as `path`, or in the
environment as MOLT_PREBUILT; with neither, the repository declares no toolchain, and Molt is built from source.
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
    target = "{target}",
)

toolchain(
    name = "{target}_toolchain",
    target_compatible_with = {constraints},
    toolchain = ":{target}",
    toolchain_type = "{runtime_type}",
)
"""

def _prebuilt_impl(repository_ctx):
    path = repository_ctx.attr.path or repository_ctx.os.environ.get("MOLT_PREBUILT", "")
    if not path:
        repository_ctx.file("BUILD.bazel", "# MOLT_PREBUILT is not set: Molt is built from source.\n")
        return
    folder = repository_ctx.path(path)
    repository_ctx.symlink(folder.get_child("bin"), "bin")
    repository_ctx.symlink(folder.get_child("lib"), "lib")
    build = _COMPILER.format(
        rules = Label("//rules_molt:defs.bzl"),
        compiler_type = Label("//toolchain/compiler:toolchain_type"),
    )
    for target in TARGETS:
        if folder.get_child("lib").get_child(target.name).exists:
            build += _RUNTIME.format(
                target = target.name,
                constraints = repr(target.constraints),
                runtime_type = Label("//toolchain/runtime:toolchain_type"),
            )
    repository_ctx.file("BUILD.bazel", build)

prebuilt_repository = repository_rule(
    implementation = _prebuilt_impl,
    doc = "Declares toolchains over a folder with a built compiler and runtimes, or nothing.",
    attrs = {"path": attr.string(doc = "Absolute path of the folder.")},
    environ = ["MOLT_PREBUILT"],
    local = True,
)
