"""`oracle_test`: a test that is a Python script, run by the oracle itself."""

TOOLCHAIN = Label("//toolchain/python:toolchain_type")

# Files are named relative to the runfiles, where a test starts; $PWD in an argument makes one absolute.
_LAUNCHER = """\
#!/bin/sh
exec {interpreter} -B {script} {arguments} "$@"
"""

def _oracle_test_impl(ctx):
    interpreter = ctx.toolchains[TOOLCHAIN].oracle.interpreter
    launcher = ctx.actions.declare_file(ctx.label.name)
    arguments = [
        ctx.expand_location(argument.replace("{python}", interpreter), ctx.attr.data)
        for argument in ctx.attr.arguments
    ]
    ctx.actions.write(
        output = launcher,
        content = _LAUNCHER.format(
            interpreter = interpreter,
            script = ctx.file.script.short_path,
            arguments = " ".join(["\"{}\"".format(argument) for argument in arguments]),
        ),
        is_executable = True,
    )
    runfiles = ctx.runfiles(files = [ctx.file.script] + ctx.files.data)
    return [
        DefaultInfo(
            executable = launcher,
            runfiles = runfiles.merge_all([target[DefaultInfo].default_runfiles for target in ctx.attr.data]),
        ),
        testing.TestEnvironment(ctx.attr.env, ctx.attr.env_inherit),
    ]

oracle_test = rule(
    implementation = _oracle_test_impl,
    doc = "Runs a Python script of this workspace as a test.",
    attrs = {
        "script": attr.label(allow_single_file = [".py"], mandatory = True, doc = "The script."),
        "arguments": attr.string_list(doc = "Its arguments; {python} is the oracle, $(rootpath) is expanded."),
        "data": attr.label_list(allow_files = True, doc = "What it reads."),
        "env": attr.string_dict(doc = "Environment variables."),
        "env_inherit": attr.string_list(doc = "Variables taken from who runs Bazel."),
    },
    test = True,
    toolchains = [TOOLCHAIN],
)
