"""The rules behind the toolchains: `molt_compiler` and `molt_runtime`."""

load("//rules_molt/private/providers:toolchain_info.bzl", "MoltCompilerInfo", "MoltRuntimeInfo")

def _molt_compiler_impl(ctx):
    return [platform_common.ToolchainInfo(
        compiler = MoltCompilerInfo(moltc = ctx.attr.moltc[DefaultInfo].files_to_run),
    )]

molt_compiler = rule(
    implementation = _molt_compiler_impl,
    doc = "A compiler, for a toolchain of type `//toolchain/compiler:toolchain_type`.",
    attrs = {
        "moltc": attr.label(
            doc = "The moltc program.",
            allow_files = True,
            executable = True,
            cfg = "exec",
            mandatory = True,
        ),
    },
)

def _molt_runtime_impl(ctx):
    return [
        platform_common.ToolchainInfo(
            runtime = MoltRuntimeInfo(
                library = ctx.file.library,
                linker = ctx.file.linker,
                linker_files = depset([ctx.file.linker], transitive = [files[DefaultInfo].files for files in ctx.attr.linker_files]),
                target = ctx.attr.target,
            ),
        ),
        DefaultInfo(files = depset([ctx.file.library])),
    ]

molt_runtime = rule(
    implementation = _molt_runtime_impl,
    doc = "A runtime, for a toolchain of type `//toolchain/runtime:toolchain_type`.",
    attrs = {
        "library": attr.label(
            doc = "The static library.",
            allow_single_file = [".a"],
            mandatory = True,
        ),
        "linker": attr.label(
            doc = "The program that links for the target, called as a C compiler is.",
            allow_single_file = True,
            cfg = "exec",
            mandatory = True,
        ),
        "linker_files": attr.label_list(
            doc = "What the linker needs.",
            allow_files = True,
            cfg = "exec",
        ),
        "target": attr.string(
            doc = "The target it is built for, as moltc takes it.",
            mandatory = True,
        ),
    },
)
