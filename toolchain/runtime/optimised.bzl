"""`optimised_static_library`: however a program is built, the runtime in it is the optimised one."""

def _optimised_impl(_settings, _attr):
    return {
        "//command_line_option:compilation_mode": "opt",
        # As [profile.release] of Cargo.toml: a Molt program never unwinds Rust frames. Nor is it relocated, so code can
        # name the addresses of data instead of loading them from a table.
        "@rules_rust//:extra_rustc_flags": ["-Cpanic=abort", "-Ccodegen-units=1", "-Crelocation-model=static"],
    }

_optimised = transition(
    implementation = _optimised_impl,
    inputs = [],
    outputs = ["//command_line_option:compilation_mode", "@rules_rust//:extra_rustc_flags"],
)

def _optimised_static_library_impl(ctx):
    return [DefaultInfo(files = ctx.attr.library[0][DefaultInfo].files)]

optimised_static_library = rule(
    implementation = _optimised_static_library_impl,
    doc = "A Rust static library, always built as for release.",
    attrs = {
        "library": attr.label(
            doc = "The library.",
            cfg = _optimised,
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(default = "@bazel_tools//tools/allowlists/function_transition_allowlist"),
    },
)
