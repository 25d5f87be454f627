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
            executable = True,
            cfg = "exec",
            mandatory = True,
        ),
    },
)

def _optimised_impl(_settings, _attr):
    return {
        "//command_line_option:compilation_mode": "opt",
        # As [profile.release] of Cargo.toml: a Molt program never unwinds Rust frames.
        "@rules_rust//:extra_rustc_flags": ["-Cpanic=abort", "-Ccodegen-units=1"],
    }

# However a program is built, the runtime in it is the optimised one.
_optimised = transition(
    implementation = _optimised_impl,
    inputs = [],
    outputs = ["//command_line_option:compilation_mode", "@rules_rust//:extra_rustc_flags"],
)

def _molt_runtime_impl(ctx):
    library = ctx.attr.library[0][DefaultInfo].files.to_list()
    if len(library) != 1:
        fail("one static library is expected, not {}".format(library))
    return [
        platform_common.ToolchainInfo(
            runtime = MoltRuntimeInfo(library = library[0], target = ctx.attr.target),
        ),
        DefaultInfo(files = depset(library)),
    ]

molt_runtime = rule(
    implementation = _molt_runtime_impl,
    doc = "A runtime, for a toolchain of type `//toolchain/runtime:toolchain_type`.",
    attrs = {
        "library": attr.label(
            doc = "The static library.",
            cfg = _optimised,
            mandatory = True,
        ),
        "target": attr.string(
            doc = "The target it is built for, as moltc takes it.",
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(default = "@bazel_tools//tools/allowlists/function_transition_allowlist"),
    },
)
