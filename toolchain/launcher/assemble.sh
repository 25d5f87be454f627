#!/bin/bash
# Assembles the root folder in which Bazel runs: assemble.sh FOLDER PACKAGES
#
# Writes FOLDER/root (the system), FOLDER/cargo-home (a cargo home for crate_universe), and
# FOLDER/complete. Each step leaves a stamp, so a second run takes up where the first was stopped.
set -euo pipefail

folder=$1
packages=$2
suite=forky
root="$folder/root"
cargo_home="$folder/cargo-home"
support="$root/usr/local/share/molt"

say() { echo "bazelw: $*" >&2; }

install_tools() {
    local missing=()
    command -v mmdebstrap >/dev/null 2>&1 || missing+=(mmdebstrap)
    command -v bwrap >/dev/null 2>&1 || missing+=(bubblewrap)
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ]; then
        say "needs the Debian package(s) ${missing[*]}; as root: apt-get install ${missing[*]}"
        exit 1
    fi
    say "installing ${missing[*]}"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >&2
}

# Unprivileged, mmdebstrap works in a user namespace; unpacking its tar stream makes the files this user's.
unpack_system() {
    local list
    list=$(grep -v '^#' "$packages" | paste -sd,)
    rm -rf "$root"
    mkdir -p "$root"
    # Snapshots of the archive may be older than its index allows.
    mmdebstrap --variant=minbase --format=tar \
        --aptopt='Acquire::Check-Valid-Until "false"' \
        --include="$list" "$suite" - |
        tar -x -C "$root" --exclude='./dev/*'
    chmod u+rwx "$root"
}

inside() {
    bwrap --bind "$root" / --dev-bind /dev /dev --dev-bind /proc /proc --bind "$folder" "$folder" \
        --ro-bind /etc/resolv.conf /etc/resolv.conf --setenv PATH /usr/sbin:/usr/bin:/sbin:/bin --chdir / "$@"
}

# Bazel downloads with the root's own certificates: this machine's extra ones must be among them.
copy_certificates() {
    local certificate
    for certificate in /usr/local/share/ca-certificates/*.crt; do
        [ -e "$certificate" ] && cp "$certificate" "$root/usr/local/share/ca-certificates/"
    done
    inside update-ca-certificates -f >/dev/null
}

# crate_universe needs its cargo-bazel program, which Debian ships as source only. It runs for seconds
# at a time: optimising it would take longer than it ever saves.
build_cargo_bazel() {
    mkdir -p "$cargo_home"
    inside env CARGO_HOME="$cargo_home" CARGO_TARGET_DIR="$folder/cargo-target" CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
        cargo build --locked --release --bin cargo-bazel \
        --manifest-path /usr/share/bazel/rules/rust/crate_universe/Cargo.toml >&2
    mkdir -p "$support/bin"
    cp "$folder/cargo-target/release/cargo-bazel" "$support/bin/cargo-bazel"
    rm -rf "$folder/cargo-target"
    # cargo-bazel's index library computes the folder name of the registry as cargo did before 1.85.
    local index
    for index in "$cargo_home"/registry/index/*-1949cf8c6b5b557f; do
        ln -sfn "$(basename "$index")" "${index%-*}-6f17d22bba15001f"
    done
}

# Folders that stand for what rules_rust or Bazel's own tools name and Debian has no package for.
# Nothing in this workspace builds with them.
write_support() {
    local module host_tools="$support/rust_host_tools"
    for module in protobuf:21.7 zlib:1.3.1 apple_support:1.23.1 aspect_rules_js:1.39.0 buildozer:7.1.2; do
        mkdir -p "$support/modules/${module%:*}"
        echo "module(name = \"${module%:*}\", version = \"${module#*:}\")" >"$support/modules/${module%:*}/MODULE.bazel"
        : >"$support/modules/${module%:*}/BUILD.bazel"
    done
    cat >"$support/modules/buildozer/buildozer_binary.bzl" <<'END'
"""An empty stand-in for the buildozer module, which `bazel mod tidy` alone uses."""

def _empty_impl(repository_ctx):
    repository_ctx.file("BUILD.bazel", "")

_empty = repository_rule(implementation = _empty_impl)

buildozer_binary = module_extension(implementation = lambda module_ctx: _empty(name = "buildozer_binary"))
END
    mkdir -p "$support/registry" "$host_tools/bin"
    echo '{}' >"$support/registry/bazel_registry.json"
    ln -sf /usr/bin/rustc /usr/bin/rustdoc /usr/bin/cargo "$host_tools/bin/"
    : >"$host_tools/WORKSPACE"
    echo 'exports_files(glob(["bin/*"]))' >"$host_tools/BUILD.bazel"
    # Debian's rc file has every failed sandbox kept and explained, and an option that only warns.
    sed -i -e '/sandbox_debug/d' -e '/host_javabase/d' "$root/etc/bazel/bazelrc" 2>/dev/null || true
}

step() {
    local name=$1 stamp="$folder/$1.done"
    shift
    [ -e "$stamp" ] && return
    say "$*"
    "$name"
    touch "$stamp"
}

mkdir -p "$folder"
install_tools
say "setting up Bazel from Debian packages, once for this machine (5 to 10 minutes, about 3 GB)"
step unpack_system "1/4 downloading and unpacking Debian $suite packages"
step copy_certificates "2/4 copying this machine's certificates"
step build_cargo_bazel "3/4 building cargo-bazel"
step write_support "4/4 writing the module stand-ins"
touch "$folder/complete"
say "done"
