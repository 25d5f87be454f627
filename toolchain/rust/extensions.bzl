"""Module extension: Rust as installed, and the crates that Cargo.toml declares."""

load("//toolchain/rust:cargo_workspace.bzl", "cargo_workspace")
load("//toolchain/rust:system_rust.bzl", "system_rust")

def _rust_workspace_impl(module_ctx):
    system_rust(name = "molt_system_rust")
    for module in module_ctx.modules:
        for tag in module.tags.cargo:
            cargo_workspace(name = "molt_cargo_workspace", manifests = tag.manifests)

rust_workspace = module_extension(
    implementation = _rust_workspace_impl,
    doc = "Makes `@molt_system_rust` and `@molt_cargo_workspace`.",
    tag_classes = {
        "cargo": tag_class(attrs = {"manifests": attr.label_list(doc = "Every Cargo.toml, the root's first.")}),
    },
)
