"""Module extension: a prebuilt compiler and runtime, where the environment names one."""

load("//toolchain/prebuilt:repository.bzl", "prebuilt_repository")

prebuilt = module_extension(
    implementation = lambda _: prebuilt_repository(name = "molt_prebuilt"),
    doc = "Makes `@molt_prebuilt`.",
)
