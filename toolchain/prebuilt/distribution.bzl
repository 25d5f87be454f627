"""`distribution`: the folder that `prebuilt_repository` takes, made of what is built here."""

load("//rules_molt/private:toolchains.bzl", "COMPILER", "RUNTIME", "compiler", "runtime")

def _distribution_impl(ctx):
    parts = {
        "bin/moltc": compiler(ctx).moltc.executable,
        "lib/{}/libmolt_start.a".format(runtime(ctx).target): runtime(ctx).library,
    }
    outputs = []
    for path, file in parts.items():
        output = ctx.actions.declare_file("{}/{}".format(ctx.label.name, path))
        ctx.actions.symlink(output = output, target_file = file)
        outputs.append(output)
    return [DefaultInfo(files = depset(outputs), runfiles = ctx.runfiles(files = outputs))]

distribution = rule(
    implementation = _distribution_impl,
    doc = "The compiler and the runtime, laid out as they are handed out.",
    toolchains = [COMPILER, RUNTIME],
)
