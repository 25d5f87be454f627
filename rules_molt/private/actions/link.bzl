"""The MoltLink action: objects, the module table and the runtime become one program."""

load("//rules_molt/private:toolchains.bzl", "compiler", "debug", "profile", "runtime")

def link_program(ctx, main, modules, output):
    """Registers the action that links a program.

    Args:
        ctx: the rule's context.
        main: the module to run.
        modules: every module of the program.
        output: the program.
    """
    molt_runtime = runtime(ctx)

    arguments = ctx.actions.args()
    arguments.set_param_file_format("multiline")
    arguments.use_param_file("@%s", use_always = True)
    arguments.add("link")
    arguments.add("--main", main.name)
    for module in modules:
        arguments.add("--object")
        arguments.add(module.object, format = module.name + "=%s")
        arguments.add("--interface")
        arguments.add(module.interface, format = module.name + "=%s")
    arguments.add("--runtime", molt_runtime.library)
    arguments.add("--linker", molt_runtime.linker)
    arguments.add("--profile", profile(ctx))
    if ctx.attr.hash_seed:
        arguments.add("--hash-seed", ctx.attr.hash_seed)
    if debug(ctx):
        arguments.add("--debug")
    arguments.add("--output", output)

    ctx.actions.run(
        mnemonic = "MoltLink",
        progress_message = "Linking %{output}",
        executable = compiler(ctx).moltc,
        arguments = [arguments],
        inputs = depset(
            [module.object for module in modules] + [module.interface for module in modules] + [molt_runtime.library],
            transitive = [molt_runtime.linker_files],
        ),
        outputs = [output],
        execution_requirements = {"supports-path-mapping": "1"},
        toolchain = "//toolchain/compiler:toolchain_type",
    )
