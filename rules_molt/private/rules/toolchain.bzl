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
            runtime = MoltRuntimeInfo(library = ctx.file.library, target = ctx.attr.target),
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
        "target": attr.string(
            doc = "The target it is built for, as moltc takes it.",
            mandatory = True,
        ),
    },
)
