"""For workspaces without bzlmod: one macro, called from WORKSPACE, brings everything rules_molt needs.

Molt's own sources are built through Bazel modules (crate_universe and rules_rust come that way), so such a
workspace uses a compiler and runtime that are built already; see //toolchain/prebuilt:repository.bzl.
"""

load("//toolchain/prebuilt:repository.bzl", "prebuilt_repository")
load("//toolchain/zig:repository.bzl", "zig_repository")

def molt_repositories(prebuilt = ""):
    """Declares Molt's repositories and registers its toolchains.

    Args:
        prebuilt: absolute path of the folder with the compiler and runtimes; without it, MOLT_PREBUILT names it.
    """
    zig_repository(name = "molt_zig")
    prebuilt_repository(name = "molt_prebuilt", path = prebuilt)
    native.register_toolchains("@molt_zig//:all", "@molt_prebuilt//:all")
