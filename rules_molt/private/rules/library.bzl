"""`molt_library`: Python modules for others to import."""

load("//rules_molt/private:toolchains.bzl", "COMPILER", "RUNTIME")
load("//rules_molt/private/actions:compile.bzl", "compile_modules")
load("//rules_molt/private/providers:molt_info.bzl", "MoltInfo")
load("//rules_molt/private/rules:attributes.bzl", "COMMON", "runfiles")

def _molt_library_impl(ctx):
    modules = compile_modules(ctx, default_root = "")
    return [
        DefaultInfo(
            files = depset([module.object for module in modules]),
            runfiles = runfiles(ctx),
        ),
        MoltInfo(modules = modules, deps = ctx.attr.deps),
        OutputGroupInfo(interfaces = depset([module.interface for module in modules])),
    ]

molt_library = rule(
    implementation = _molt_library_impl,
    doc = "Compiles Python modules, each by its own action.",
    attrs = COMMON,
    provides = [MoltInfo],
    toolchains = [COMPILER, RUNTIME],
)
