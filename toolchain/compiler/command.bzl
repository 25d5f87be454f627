"""`molt_command`: the `molt` program with the runtime and linker it needs, to run from Bazel or from tests."""

load("//rules_molt/private:toolchains.bzl", "RUNTIME", "runtime")

_LAUNCHER = """\
#!/bin/sh
# Tells molt where Bazel put the runtime and the linker.
set -eu
case "$0" in /*) self=$0 ;; *) self=$PWD/$0 ;; esac
root=${{RUNFILES_DIR:-$self.runfiles}}
case "$root" in /*) ;; *) root=$PWD/$root ;; esac
export MOLT_RUNTIME="$root/{runtime}" MOLT_LINKER="$root/{linker}"
exec "$root/{program}" "$@"
"""

def _in_runfiles(ctx, path):
    return path.removeprefix("../") if path.startswith("../") else ctx.workspace_name + "/" + path

def _molt_command_impl(ctx):
    library = runtime(ctx).library
    linker = runtime(ctx).linker
    launcher = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        output = launcher,
        content = _LAUNCHER.format(
            runtime = _in_runfiles(ctx, library.short_path),
            linker = _in_runfiles(ctx, linker.short_path),
            program = _in_runfiles(ctx, ctx.executable.program.short_path),
        ),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles(
            files = [library, ctx.executable.program],
            transitive_files = runtime(ctx).linker_files,
        ).merge(ctx.attr.program[DefaultInfo].default_runfiles),
    )]

molt_command = rule(
    implementation = _molt_command_impl,
    doc = "A program of the compiler, with what it links programs from.",
    attrs = {
        "program": attr.label(
            doc = "The program; built as the compiler that actions run is, so that it is built once.",
            executable = True,
            cfg = "exec",
            mandatory = True,
        ),
    },
    executable = True,
    toolchains = [RUNTIME],
)
