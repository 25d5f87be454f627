"""`molt_binary`: a program."""

load("//rules_molt/private:toolchains.bzl", "COMPILER", "RUNTIME")
load("//rules_molt/private/actions:compile.bzl", "compile_modules")
load("//rules_molt/private/actions:link.bzl", "link_program")
load("//rules_molt/private/providers:molt_info.bzl", "MoltInfo")
load("//rules_molt/private/rules:attributes.bzl", "COMMON", "runfiles")

def _main_module(ctx, modules):
    main = ctx.file.main
    if not main:
        # As with py_binary: the only source, else the one named like the target.
        names = [source for source in ctx.files.srcs if source.basename == ctx.label.name + ".py"]
        main = ctx.files.srcs[0] if len(ctx.files.srcs) == 1 else (names or [None])[0]
    if not main:
        fail("which of srcs is the program? set main, or name one {}.py".format(ctx.label.name))
    for module in modules:
        if module.source == main:
            return module
    fail("main ({}) is not among srcs".format(main.short_path))

def _program(ctx):
    modules = compile_modules(ctx, default_root = ctx.label.package)
    info = MoltInfo(modules = modules, deps = ctx.attr.deps)
    program = ctx.actions.declare_file(ctx.label.name)
    link_program(ctx, _main_module(ctx, modules), info.transitive_modules.to_list(), program)
    return program, info

def environment(ctx):
    """What `env` asks for."""
    return RunEnvironmentInfo(environment = {
        name: ctx.expand_location(value, ctx.attr.data)
        for name, value in ctx.attr.env.items()
    })

def _molt_binary_impl(ctx):
    program, info = _program(ctx)
    return [
        DefaultInfo(
            executable = program,
            files = depset([program]),
            runfiles = runfiles(ctx),
        ),
        environment(ctx),
        OutputGroupInfo(interfaces = depset([module.interface for module in info.modules])),
    ]

PROGRAM_ATTRIBUTES = COMMON | {
    "main": attr.label(
        doc = "The source to run; without it the only one, or the one named like the target.",
        allow_single_file = [".py"],
    ),
    "debug": attr.bool(doc = "Whether the program keeps function names and line numbers for gdb, perf and valgrind (as with `-c dbg`)."),
    "env": attr.string_dict(doc = "Environment variables for `bazel run` and `bazel test`; $(location) is expanded."),
    "hash_seed": attr.string(
        doc = """A number from 0 to 4294967295 that fixes the hashes of str and bytes, so that the program iterates over sets in
the same order at every run; the environment then has no say. Without it hashes differ from run to run, and PYTHONHASHSEED is
obeyed as CPython does.""",
    ),
}

PROGRAM_TOOLCHAINS = [COMPILER, RUNTIME]

molt_binary = rule(
    implementation = _molt_binary_impl,
    doc = "Links Python modules into one native program.",
    attrs = PROGRAM_ATTRIBUTES,
    executable = True,
    toolchains = PROGRAM_TOOLCHAINS,
)
