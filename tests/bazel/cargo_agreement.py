"""Cargo and Bazel must build the same crates from the same versions.

Compared are, for every crate of the workspace, the dependencies that Cargo.toml and Cargo.lock give it and
those that Bazel resolved (`cargo_view.json`, written by `molt_rust_crate`); and that both lists of members,
the one of Cargo.toml and the one of MODULE.bazel, name every crate.

Usage: cargo_agreement.py MODULE.bazel Cargo.lock Cargo.toml VIEW...
"""

import json
import re
import sys
import tomllib
from pathlib import Path

THIRD_PARTY = re.compile(r"molt_crates__(?P<name>[A-Za-z0-9_-]+?)-(?P<version>\d+\.[^/]*)//")


def canonical(name):
    """Crate names differ between tools in this one letter."""
    return name.replace("-", "_")


def locked_dependencies(lock, name):
    """What Cargo.lock resolved for one crate of the workspace: names with versions, own crates without."""
    packages = lock["package"]
    (package,) = [each for each in packages if each["name"] == name and "source" not in each]
    resolved = set()
    for dependency in package.get("dependencies", []):
        dependency_name, _, version = dependency.partition(" ")
        (found,) = [
            each
            for each in packages
            if each["name"] == dependency_name
            and (not version or each["version"] == version.split(" ")[0])
        ]
        if "source" in found:
            resolved.add((canonical(found["name"]), found["version"]))
        else:
            resolved.add((canonical(found["name"]), None))
    return resolved


def bazel_dependencies(view, names_by_package):
    """The same, of what Bazel wrote down."""
    resolved = set()
    for label in view["dependencies"] + view["dev_dependencies"]:
        match = THIRD_PARTY.search(label)
        if match:
            resolved.add((canonical(match["name"]), match["version"]))
        else:
            package = label.partition("//")[2].partition(":")[0]
            resolved.add((canonical(names_by_package[package]), None))
    return resolved


def main(arguments):
    by_name = {Path(path).name: Path(path) for path in arguments[:3]}
    views = [json.loads(Path(path).read_text()) for path in arguments[3:]]
    manifest = tomllib.loads(by_name["Cargo.toml"].read_text())
    lock = tomllib.loads(by_name["Cargo.lock"].read_text())

    problems = []
    members = set(manifest["workspace"]["members"])
    listed = set(re.findall(r'"//([^":]+):Cargo\.toml"', by_name["MODULE.bazel"].read_text()))
    viewed = {view["package"] for view in views}
    for package in sorted(members ^ listed):
        problems.append(
            f"{package} is in only one of Cargo.toml (members) and MODULE.bazel (CARGO_MANIFESTS)"
        )
    for package in sorted(members ^ viewed):
        problems.append(f"{package} is a crate for only one of Cargo and Bazel")

    names_by_package = {view["package"]: view["name"] for view in views}
    for view in views:
        cargo = locked_dependencies(lock, view["name"])
        bazel = bazel_dependencies(view, names_by_package)
        for name, version in sorted(cargo - bazel, key=str):
            problems.append(f"{view['package']}: Cargo has {name} {version or ''}, Bazel has not")
        for name, version in sorted(bazel - cargo, key=str):
            problems.append(f"{view['package']}: Bazel has {name} {version or ''}, Cargo has not")

    for problem in problems:
        print(problem)
    print(f"{len(views)} crates compared, {len(problems)} differences")
    return 1 if problems or not views else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
