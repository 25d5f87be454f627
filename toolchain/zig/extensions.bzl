"""Module extension: the zig repository."""

load("//toolchain/zig:repository.bzl", "zig_repository")

zig = module_extension(
    implementation = lambda _: zig_repository(name = "molt_zig"),
    doc = "Makes `@molt_zig`.",
)
