"""`molt_test`: test functions compiled to a program that Bazel can filter, shard and read the results of."""

load("//rules_molt/private:modules.bzl", "import_roots", "module_name")
load("//rules_molt/private/actions:compile.bzl", "compile_modules")
load("//rules_molt/private/actions:link.bzl", "link_program")
load("//rules_molt/private/providers:molt_info.bzl", "MoltInfo")
load("//rules_molt/private/rules:attributes.bzl", "runfiles")
load("//rules_molt/private/rules:binary.bzl", "PROGRAM_ATTRIBUTES", "PROGRAM_TOOLCHAINS", "environment")

# The module that runs the tests; no Python file of a user can have this name.
_MAIN = "__molt_test_main__"

def _generated_main(ctx):
    """A copy of the runner that imports the test modules."""
    roots = import_roots(ctx, ctx.label.package)
    names = [module_name(source, roots)[0] for source in ctx.files.srcs]
    main = ctx.actions.declare_file("_molt/{}/{}.py".format(ctx.label.name, _MAIN))
    ctx.actions.expand_template(
        template = ctx.file._runner,
        output = main,
        substitutions = {
            "# IMPORTS": "\n".join(["import " + name for name in names]),
            "MODULES = []": "MODULES = [{}]".format(", ".join(names)),
        },
    )
    return main

def _molt_test_impl(ctx):
    extra = {} if ctx.file.main else {_MAIN: _generated_main(ctx)}
    modules = compile_modules(ctx, default_root = ctx.label.package, extra = extra)
    info = MoltInfo(modules = modules, deps = ctx.attr.deps)
    (main,) = [
        module
        for module in modules
        if (module.source == ctx.file.main if ctx.file.main else module.name == _MAIN)
    ] or [None]
    if not main:
        fail("main ({}) is not among srcs".format(ctx.file.main.short_path))

    # With a main of its own the program is the test; else a launcher hands Bazel's wishes to the runner.
    if ctx.file.main:
        program = ctx.actions.declare_file(ctx.label.name)
        executable = program
    else:
        program = ctx.actions.declare_file("_molt/{}/program".format(ctx.label.name))
        executable = ctx.actions.declare_file(ctx.label.name)
        ctx.actions.expand_template(
            template = ctx.file._launcher,
            output = executable,
            substitutions = {"{program}": "_molt/{}/program".format(ctx.label.name)},
            is_executable = True,
        )
    link_program(ctx, main, info.transitive_modules.to_list(), program)
    return [
        DefaultInfo(
            executable = executable,
            files = depset([executable]),
            runfiles = runfiles(ctx).merge(ctx.runfiles(files = [program])),
        ),
        environment(ctx),
    ]

molt_test = rule(
    implementation = _molt_test_impl,
    doc = """\
Runs every function of `srcs` whose name starts with `test_`; one fails by raising. With `main`, the program itself is the
test and passes by exiting with 0. `--test_filter` selects functions whose `module.name` contains it.""",
    attrs = PROGRAM_ATTRIBUTES | {
        "_runner": attr.label(default = "//rules_molt/private:test_main.py", allow_single_file = True),
        "_launcher": attr.label(default = "//rules_molt/private:test_launcher.sh", allow_single_file = True),
    },
    test = True,
    toolchains = PROGRAM_TOOLCHAINS,
)
