"""The two actions of a module: MoltInterface and MoltCompile.

An interface is made from its source alone, so import cycles are no problem, and an edit that leaves the
interface as it was recompiles nobody else. Files go through Args, never as path strings, so that outputs
of different configurations can share cache entries (path mapping).
"""

load("//rules_molt/private:modules.bzl", "import_roots", "module_name")
load("//rules_molt/private/providers:molt_info.bzl", "MoltInfo")
load("//rules_molt/private:toolchains.bzl", "compiler", "profile", "runtime")

_REQUIREMENTS = {
    "supports-path-mapping": "1",
    "supports-workers": "1",
    "supports-multiplex-workers": "1",
    "supports-multiplex-sandboxing": "1",
    "requires-worker-protocol": "json",
}

def _arguments(ctx, command, module):
    arguments = ctx.actions.args()
    arguments.set_param_file_format("multiline")
    # A worker takes each request's arguments from such a file.
    arguments.use_param_file("@%s", use_always = True)
    arguments.add(command)
    arguments.add("--module", module.name)
    if module.is_package:
        arguments.add("--package")
    arguments.add("--source", module.source)
    arguments.add("--display-path", module.source.short_path)
    return arguments

def _outputs(ctx, source):
    stem = source.basename.removesuffix(".py")
    folder = source.short_path.removeprefix("../").rsplit("/", 1)[0] if "/" in source.short_path else ""
    # Below the target's own name: two targets of a package may hold the same file.
    path = "_molt/{}/{}/{}".format(ctx.label.name, folder, stem)
    return ctx.actions.declare_file(path + ".molti"), ctx.actions.declare_file(path + ".o")

def declare_module(ctx, source, name, is_package):
    """A module struct (see molt_info.bzl) with its outputs declared and its interface action registered."""
    interface, object = _outputs(ctx, source)
    label = ctx.label
    module = struct(
        name = name,
        label = str(label).removeprefix("@@") if not label.workspace_name else str(label),
        is_package = is_package,
        source = source,
        interface = interface,
        object = object,
    )
    arguments = _arguments(ctx, "interface", module)
    arguments.add("--output", interface)
    ctx.actions.run(
        mnemonic = "MoltInterface",
        progress_message = "Reading interface of %{input}",
        executable = compiler(ctx).moltc,
        arguments = [arguments],
        inputs = [source],
        outputs = [interface],
        execution_requirements = _REQUIREMENTS,
        toolchain = "//toolchain/compiler:toolchain_type",
    )
    return module

def compile_module(ctx, module, visible, known):
    """Registers the action that compiles one module.

    Args:
        ctx: the rule's context.
        module: the module.
        visible: the modules it may import: those of its own target and of the direct deps.
        known: modules it may not import as deps stand; an import of one is an error that names its label.
    """
    arguments = _arguments(ctx, "compile", module)
    for other in visible:
        arguments.add("--interface")
        arguments.add(other.interface, format = other.name + "=%s")
    for other in known:
        arguments.add("--known-module")
        arguments.add("{}={}".format(other.name, other.label))
    arguments.add("--profile", profile(ctx))
    arguments.add("--target", runtime(ctx).target)
    arguments.add("--output", module.object)
    # Interfaces that no import asked for: Bazel leaves them out when it decides whether to compile again.
    unused = ctx.actions.declare_file(module.object.basename + ".unused", sibling = module.object)
    arguments.add("--unused-inputs", unused)
    ctx.actions.run(
        mnemonic = "MoltCompile",
        progress_message = "Compiling %{input}",
        executable = compiler(ctx).moltc,
        arguments = [arguments],
        inputs = [module.source] + [other.interface for other in visible],
        outputs = [module.object, unused],
        unused_inputs_list = unused,
        execution_requirements = _REQUIREMENTS,
        toolchain = "//toolchain/compiler:toolchain_type",
    )

def compile_modules(ctx, default_root, extra = {}):
    """Declares and compiles every source of a target.

    Args:
        ctx: the rule's context.
        default_root: the import root where the target names none.
        extra: modules besides those of srcs: name to file.

    Returns:
        the list of its modules.
    """
    roots = import_roots(ctx, default_root)
    modules = []
    labels = {}
    for source in ctx.files.srcs:
        name, is_package = module_name(source, roots)
        if name in labels:
            fail("{} and {} are both module {}".format(labels[name].short_path, source.short_path, name))
        labels[name] = source
        modules.append(declare_module(ctx, source, name, is_package))
    modules += [declare_module(ctx, source, name, False) for name, source in extra.items()]
    visible = {module.name: module for dep in ctx.attr.deps for module in dep[MoltInfo].modules}
    visible.update({module.name: module for module in modules})
    reachable = depset(transitive = [dep[MoltInfo].transitive_modules for dep in ctx.attr.deps]).to_list()
    known = [module for module in reachable if module.name not in visible]
    for module in modules:
        compile_module(ctx, module, [other for other in visible.values() if other != module], known)
    return modules
