"""`molt_rust_crate()`: every Bazel target of one crate of this workspace, derived from its Cargo.toml.

Targets, in package `compiler/ir` for example:
  ir            the library
  ir_static     the static library, where Cargo.toml asks for one (built on demand: it is optimised across crates)
  NAME          each program of the crate
  unit_tests    the tests inside the library
  NAME_test     each file of tests/
  sources       every file of the package, for //tests/structure
  cargo_view    what Bazel takes the crate's dependencies to be, for //tests/bazel:cargo_agreement
"""

load("@bazel_skylib//rules:write_file.bzl", "write_file")
load("@molt_cargo_workspace//:crates.bzl", "CRATES")
load("@molt_crates//:defs.bzl", "aliases", "all_crate_deps")
load("@rules_rust//rust:defs.bzl", "rust_binary", "rust_library", "rust_static_library", "rust_test")

def _labels(packages):
    return [Label("//{0}:{1}".format(package, package.split("/")[-1])) for package in packages]

def molt_rust_crate(test_data = [], test_env = {}, size = "small"):
    """Declares the targets of the crate in this package.

    Args:
        test_data: files and programs that the crate's tests need besides those of its tests/ folder.
        test_env: environment of the tests.
        size: size of the tests.
    """
    package = native.package_name()
    if package not in CRATES:
        fail("{} is no member of the Cargo workspace; add its Cargo.toml to MODULE.bazel".format(package))
    crate = CRATES[package]
    name = package.split("/")[-1]
    common = {
        "edition": crate["edition"],
        "version": crate["version"],
        "crate_features": crate["features"],
        "compile_data": native.glob(["src/**"], exclude = ["src/**/*.rs"], allow_empty = True),
    }
    flags = []
    if crate["optimisation_level"]:
        flags = select({
            "//toolchain/rust:optimised": ["-Copt-level=" + crate["optimisation_level"]],
            "//conditions:default": [],
        })
    programs = crate["binaries"].values()
    deps = all_crate_deps(normal = True) + _labels(crate["normal"])
    macros = all_crate_deps(proc_macro = True)
    test_deps = all_crate_deps(normal_dev = True) + _labels(crate["dev"])
    test_macros = all_crate_deps(proc_macro_dev = True)
    test_files = native.glob(["tests/**", "cases/**", "Cargo.toml"], exclude = ["tests/*.rs"], allow_empty = True)
    test_values = dict({"CARGO_MANIFEST_DIR": package, "RUST_BACKTRACE": "1"}, **test_env)

    native.filegroup(
        name = "sources",
        srcs = native.glob(["**"]),
        visibility = ["//tests/structure:__pkg__"],
    )
    write_file(
        name = "cargo_view",
        out = "cargo_view.json",
        content = [json.encode_indent({
            "package": package,
            "name": crate["name"],
            "dependencies": sorted([str(label) for label in deps + macros]),
            "dev_dependencies": sorted([str(label) for label in test_deps + test_macros]),
        })],
        visibility = ["//tests/bazel:__pkg__"],
    )

    library = [":" + name] if crate["linkable"] else []
    if crate["library"]:
        sources = {
            "srcs": native.glob(["src/**/*.rs"], exclude = programs),
            "crate_root": crate["library"],
            "crate_name": crate["crate_name"],
            "aliases": aliases(),
            "deps": deps,
            "proc_macro_deps": macros,
        }
        if crate["static"]:
            rust_static_library(
                name = name + "_static",
                rustc_flags = flags + ["-Clto=fat"],
                tags = ["manual"],
                visibility = ["//visibility:public"],
                **(sources | common)
            )
        if crate["linkable"]:
            rust_library(name = name, rustc_flags = flags, visibility = ["//visibility:public"], **(sources | common))
            rust_test(
                name = "unit_tests",
                size = size,
                crate = ":" + name,
                aliases = aliases(normal_dev = True, proc_macro_dev = True),
                data = test_files + test_data,
                env = test_values,
                deps = test_deps,
                proc_macro_deps = test_macros,
            )

    for binary, source in crate["binaries"].items():
        rust_binary(
            name = binary if binary != name else binary + "_program",
            srcs = native.glob(["src/bin/**/*.rs"], allow_empty = True) if source.startswith("src/bin/") else [source],
            crate_name = binary.replace("-", "_"),
            crate_root = source,
            aliases = aliases(),
            deps = deps + library,
            proc_macro_deps = macros,
            # As [profile.release] of Cargo.toml: a compiler is mostly small functions of many crates.
            rustc_flags = flags + select({
                "//toolchain/rust:optimised": ["-Clto=thin"],
                "//conditions:default": [],
            }),
            visibility = ["//visibility:public"],
            **common
        )

    for source in native.glob(["tests/*.rs"], allow_empty = True):
        stem = source.removeprefix("tests/").removesuffix(".rs")
        rust_test(
            name = stem + "_test",
            size = size,
            srcs = native.glob([source, "tests/*/**/*.rs"], allow_empty = True),
            crate_root = source,
            crate_name = stem + "_test",
            edition = crate["edition"],
            aliases = aliases(normal = True, normal_dev = True, proc_macro = True, proc_macro_dev = True),
            compile_data = native.glob(["tests/**"], exclude = ["tests/**/*.rs"], allow_empty = True),
            data = test_files + test_data,
            env = test_values,
            # cargo gives such a test a folder at build time; here the folder it runs in is its own.
            rustc_env = {"CARGO_MANIFEST_DIR": package, "CARGO_TARGET_TMPDIR": "."},
            deps = deps + test_deps + library,
            proc_macro_deps = macros + test_macros,
        )
