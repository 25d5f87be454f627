"""What Cargo.toml says about this workspace's own crates, as Starlark: `@molt_cargo_workspace//:crates.bzl`.

cargo itself reads the manifests (`cargo metadata --no-deps` needs neither network nor lock file), so the
Bazel targets of a crate, their names and the edges between this workspace's crates have one source.
Third-party crates are crate_universe's business.
"""

_EDGE_KINDS = {None: "normal", "dev": "dev", "build": "build"}

def _relative(directory, root):
    return directory.removeprefix(root).removeprefix("/")

def _optimisation_levels(manifest):
    """The `opt-level` of every `[profile.release.package.NAME]` of the root manifest; Cargo's metadata leaves profiles out."""
    levels = {}
    name = None
    for line in manifest.splitlines():
        if line.startswith("["):
            section = line.strip("[]").split(".")
            name = section[3] if section[:3] == ["profile", "release", "package"] else None
        elif name and line.startswith("opt-level"):
            levels[name] = line.split("=")[1].strip(' "')
    return levels

def _crate(package, root, levels):
    edges = {"normal": [], "dev": [], "build": []}
    for dependency in package["dependencies"]:
        if dependency.get("path"):
            edges[_EDGE_KINDS[dependency.get("kind")]].append(_relative(dependency["path"], root))
    crate = {
        "name": package["name"],
        "version": package["version"],
        "edition": package["edition"],
        "normal": sorted(edges["normal"]),
        "dev": sorted(edges["dev"]),
        "library": None,
        "linkable": False,
        "static": False,
        "optimisation_level": levels.get(package["name"]),
        "binaries": {},
        "features": sorted(package["features"].get("default", [])),
    }
    directory = package["manifest_path"].removesuffix("/Cargo.toml")
    for target in package["targets"]:
        source = _relative(target["src_path"], directory)
        if target["kind"] == ["bin"]:
            crate["binaries"][target["name"]] = source
        elif target["kind"] not in (["test"], ["bench"], ["example"], ["custom-build"]):
            crate["library"] = source
            crate["linkable"] = target["kind"] != ["staticlib"]
            crate["static"] = "staticlib" in target["kind"]
            crate["crate_name"] = target["name"]
    return _relative(directory, root), crate

def _cargo_workspace_impl(repository_ctx):
    root_manifest = repository_ctx.path(repository_ctx.attr.manifests[0])
    for manifest in repository_ctx.attr.manifests:
        repository_ctx.watch(manifest)
    result = repository_ctx.execute([
        repository_ctx.path(repository_ctx.attr.cargo),
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version=1",
        "--manifest-path",
        root_manifest,
    ])
    if result.return_code:
        fail("cargo metadata failed:\n" + result.stderr)
    metadata = json.decode(result.stdout)
    levels = _optimisation_levels(repository_ctx.read(root_manifest))
    crates = dict([_crate(package, metadata["workspace_root"], levels) for package in metadata["packages"]])
    repository_ctx.file("BUILD.bazel", "")
    repository_ctx.file("crates.bzl", '"""Generated from Cargo.toml."""\n\nCRATES = {}\n'.format(repr(crates)))

cargo_workspace = repository_rule(
    implementation = _cargo_workspace_impl,
    doc = "Reads the crates of a Cargo workspace.",
    attrs = {
        "manifests": attr.label_list(doc = "Every Cargo.toml, the root's first.", mandatory = True),
        "cargo": attr.label(doc = "The cargo program.", default = Label("@rust_host_tools//:bin/cargo")),
    },
)
