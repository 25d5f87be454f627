"""zig as Bazel's C toolchain: the configuration rule and the macro that @molt_zig's BUILD file calls."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl", "feature", "flag_group", "flag_set", "tool_path", "with_feature_set")
load(":targets.bzl", "TARGETS")

_COMPILE = [
    ACTION_NAMES.c_compile,
    ACTION_NAMES.cpp_compile,
    ACTION_NAMES.assemble,
    ACTION_NAMES.preprocess_assemble,
    ACTION_NAMES.cpp_header_parsing,
    ACTION_NAMES.cpp_module_compile,
    ACTION_NAMES.cpp_module_codegen,
]

_LINK = [
    ACTION_NAMES.cpp_link_executable,
    ACTION_NAMES.cpp_link_dynamic_library,
    ACTION_NAMES.cpp_link_nodeps_dynamic_library,
]

# Outputs must not tell where or when they were made; zig's own default of trapping on undefined behaviour
# would need a runtime library that nobody else links.
_COMPILE_FLAGS = [
    "-fno-sanitize=undefined",
    "-g0",
    "-fno-ident",
    "-Wno-builtin-macro-redefined",
    "-D__DATE__=\"redacted\"",
    "-D__TIME__=\"redacted\"",
    "-D__TIMESTAMP__=\"redacted\"",
]

_OPTIMISED_FLAGS = ["-O2", "-ffunction-sections", "-fdata-sections"]

# What the loader writes at start is read-only afterwards.
_LINK_FLAGS = ["-Wl,-z,relro,-z,now"]

def _flags(name, actions, flags, with_features = []):
    return feature(
        name = name,
        enabled = True,
        flag_sets = [flag_set(actions = actions, flag_groups = [flag_group(flags = flags)], with_features = with_features)],
    )

def _zig_cc_config_impl(ctx):
    root = ctx.label.workspace_root
    target = ctx.attr.target

    def wrapper(name):
        return "{}/{}".format(target, name)

    tools = {"gcc": "cc", "cpp": "cc", "ld": "cc", "ar": "ar"}
    absent = ["gcov", "nm", "objcopy", "objdump", "strip", "dwp", "llvm-cov"]
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = "zig-" + target,
        host_system_name = "local",
        target_system_name = target,
        target_cpu = ctx.attr.cpu,
        target_libc = ctx.attr.libc,
        compiler = "clang",
        abi_version = "unknown",
        abi_libc_version = ctx.attr.libc,
        cxx_builtin_include_directories = ["%workspace%/{}/lib".format(root)],
        tool_paths = [
            tool_path(name = tool, path = wrapper(file))
            for tool, file in tools.items()
        ] + [tool_path(name = tool, path = "/bin/false") for tool in absent],
        features = [
            feature(name = "opt"),
            feature(name = "dbg"),
            feature(name = "fastbuild"),
            feature(name = "supports_pic", enabled = True),
            _flags("molt_compile_flags", _COMPILE, _COMPILE_FLAGS),
            _flags("molt_optimised_flags", _COMPILE, _OPTIMISED_FLAGS, [with_feature_set(features = ["opt"])]),
            _flags("molt_link_flags", _LINK, _LINK_FLAGS),
        ],
    )

zig_cc_config = rule(
    implementation = _zig_cc_config_impl,
    doc = "Tells Bazel how to call zig's wrappers for one target.",
    attrs = {
        "target": attr.string(mandatory = True, doc = "Name in targets.bzl; the folder of the wrappers."),
        "cpu": attr.string(mandatory = True),
        "libc": attr.string(mandatory = True),
    },
    provides = [CcToolchainConfigInfo],
)

def zig_toolchains():
    """Declares `TARGET_toolchain` for every target; called from @molt_zig's root package alone."""
    native.filegroup(name = "empty")

    for target in TARGETS:
        # Headers are for compiling: what links, Rust's actions among them, does not depend on them.
        native.filegroup(
            name = target.name + "_linker_files",
            srcs = ["zig"] + native.glob([target.name + "/**"]),
        )
        native.filegroup(
            name = target.name + "_files",
            # A source directory: nineteen thousand files of one hashed archive need no node each.
            srcs = [target.name + "_linker_files", "lib"],
        )
        zig_cc_config(
            name = target.name + "_config",
            target = target.name,
            cpu = target.cpu,
            libc = target.libc,
        )
        native.cc_toolchain(
            name = target.name + "_cc",
            toolchain_identifier = "zig-" + target.name,
            toolchain_config = target.name + "_config",
            all_files = target.name + "_files",
            ar_files = target.name + "_linker_files",
            as_files = target.name + "_files",
            compiler_files = target.name + "_files",
            linker_files = target.name + "_linker_files",
            dwp_files = ":empty",
            objcopy_files = ":empty",
            strip_files = ":empty",
            supports_param_files = True,
        )
        native.toolchain(
            name = target.name + "_toolchain",
            exec_compatible_with = ["@platforms//os:linux", "@platforms//cpu:x86_64"],
            target_compatible_with = target.constraints,
            toolchain = target.name + "_cc",
            toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
        )
