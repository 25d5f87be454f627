"""For workspaces without bzlmod: one macro, called from WORKSPACE, brings everything rules_molt needs.

Compiler, runtime and linker come as in every workspace that uses Molt; see //toolchain/prebuilt:repository.bzl.
"""

load("//toolchain/prebuilt:repository.bzl", "prebuilt_repository")

def molt_repositories(prebuilt = ""):
    """Declares Molt's repositories and registers its toolchains.

    Args:
        prebuilt: absolute path of the folder that //toolchain/prebuilt:install makes; without it, MOLT_PREBUILT names it, else they
            are built in Molt's own workspace.
    """
    prebuilt_repository(name = "molt_prebuilt", path = prebuilt)
    native.register_toolchains("@molt_prebuilt//:all")
