"""The MoltLink action: objects, the module table and the runtime become one program."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")
load("//rules_molt/private:toolchains.bzl", "compiler", "debug", "profile", "runtime")

def link_program(ctx, main, modules, output):
    """Registers the action that links a program.

    Args:
        ctx: the rule's context.
        main: the module to run.
        modules: every module of the program.
        output: the program.
    """
    cc_toolchain = find_cpp_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = cc_toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    action = ACTION_NAMES.cpp_link_executable
    variables = cc_common.create_link_variables(
        cc_toolchain = cc_toolchain,
        feature_configuration = features,
        is_linking_dynamic_library = False,
    )
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
    arguments.add("--linker", cc_common.get_tool_for_action(feature_configuration = features, action_name = action))
    for argument in cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = action,
        variables = variables,
    ):
        arguments.add("--linker-argument")
        arguments.add(argument)
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
            transitive = [cc_toolchain.all_files],
        ),
        outputs = [output],
        env = cc_common.get_environment_variables(
            feature_configuration = features,
            action_name = action,
            variables = variables,
        ),
        execution_requirements = {"supports-path-mapping": "1"},
        toolchain = "//toolchain/compiler:toolchain_type",
    )
