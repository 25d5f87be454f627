"""`distribution`: the folder that `prebuilt_repository` takes, made of what is built here; `installer` copies it."""

load("//rules_molt/private:toolchains.bzl", "COMPILER", "RUNTIME", "compiler", "runtime")

def _distribution_impl(ctx):
    parts = {
        "bin/moltc": compiler(ctx).moltc.executable,
        "lib/{}/libmolt_start.a".format(runtime(ctx).target): runtime(ctx).library,
    }
    for file in runtime(ctx).linker_files.to_list():
        # Below ../REPOSITORY/, zig and a folder for each target.
        parts["linker/" + file.short_path.split("/", 2)[2]] = file
    outputs = []
    for path, file in parts.items():
        output = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        ctx.actions.symlink(output = output, target_file = file)
        outputs.append(output)
    return [DefaultInfo(files = depset(outputs), runfiles = ctx.runfiles(files = outputs))]

distribution = rule(
    implementation = _distribution_impl,
    doc = "The compiler, the runtime and the linker, laid out as they are handed out.",
    toolchains = [COMPILER, RUNTIME],
)

_INSTALLER = """\
#!/bin/sh
# Copies the compiler, the runtime and the linker to a folder, relative to where the user stands.
set -eu
case "$0" in /*) self=$0 ;; *) self=$PWD/$0 ;; esac
cd "${{BUILD_WORKING_DIRECTORY:-.}}"
mkdir -p "$1"
cp -RLf "${{RUNFILES_DIR:-$self.runfiles}}/{folder}/." "$1"
"""

def _installer_impl(ctx):
    distribution = ctx.attr.distribution
    installer = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        output = installer,
        content = _INSTALLER.format(folder = "/".join([ctx.workspace_name, distribution.label.package, distribution.label.name])),
        is_executable = True,
    )
    return [DefaultInfo(executable = installer, runfiles = distribution[DefaultInfo].default_runfiles)]

installer = rule(
    implementation = _installer_impl,
    doc = "`bazel run` it with a folder: the distribution is there afterwards.",
    attrs = {"distribution": attr.label(doc = "The distribution.", mandatory = True)},
    executable = True,
)
