"""A Rust toolchain over a rustc that is already installed: `@molt_system_rust`.

The launcher's Debian root has Rust as a package and says so with MOLT_SYSTEM_RUST=/usr; the repository then
declares a toolchain over it. Without that variable the repository is empty, and rules_rust's own toolchain,
which MODULE.bazel asks for, is chosen.
"""

_TRIPLE = "x86_64-unknown-linux-gnu"

_BUILD = """\
load("@rules_rust//rust:toolchain.bzl", "rust_stdlib_filegroup", "rust_toolchain")

package(default_visibility = ["//visibility:public"])

rust_stdlib_filegroup(
    name = "std",
    srcs = glob(["lib/*.rlib", "lib/*.rmeta"]),
)

rust_toolchain(
    name = "rust",
    binary_ext = "",
    cargo = "bin/cargo",
    cargo_clippy = "bin/cargo-clippy",
    clippy_driver = "bin/clippy-driver",
    default_edition = "2024",
    dylib_ext = ".so",
    exec_triple = "{triple}",
    # Tools run for moments: full optimisation of them would be most of a cold build.
    # zig's linker remarks on library folders that rules_rust names and does not fill.
    extra_exec_rustc_flags = ["-Copt-level=1", "-Alinker-messages"],
    extra_rustc_flags = ["-Alinker-messages"],
    rust_doc = "bin/rustdoc",
    rust_std = ":std",
    rustc = "bin/rustc",
    staticlib_ext = ".a",
    # Rust's own library would bring its debug information along.
    strip_level = {{
        "dbg": "none",
        "fastbuild": "debuginfo",
        "opt": "debuginfo",
    }},
    stdlib_linkflags = ["-lpthread", "-ldl", "-lm"],
    target_triple = "{triple}",
)

toolchain(
    name = "toolchain",
    exec_compatible_with = ["@platforms//os:linux", "@platforms//cpu:x86_64"],
    target_compatible_with = ["@platforms//os:linux", "@platforms//cpu:x86_64"],
    toolchain = ":rust",
    toolchain_type = "@rules_rust//rust:toolchain_type",
)
"""

def _system_rust_impl(repository_ctx):
    prefix = repository_ctx.os.environ.get("MOLT_SYSTEM_RUST", "")
    if not prefix:
        repository_ctx.file("BUILD.bazel", "")
        return
    for tool in ["cargo", "cargo-clippy", "clippy-driver", "rustc", "rustdoc"]:
        repository_ctx.symlink("{}/bin/{}".format(prefix, tool), "bin/" + tool)
    for library in repository_ctx.path("{}/lib/rustlib/{}/lib".format(prefix, _TRIPLE)).readdir():
        repository_ctx.symlink(library, "lib/" + library.basename)
    repository_ctx.file("BUILD.bazel", _BUILD.format(triple = _TRIPLE))

system_rust = repository_rule(
    implementation = _system_rust_impl,
    doc = "Declares a Rust toolchain over the installation that MOLT_SYSTEM_RUST names, or nothing.",
    environ = ["MOLT_SYSTEM_RUST"],
    local = True,
)
