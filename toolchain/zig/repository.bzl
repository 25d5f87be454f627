"""The repository `@molt_zig`: zig's program and library, and for every target its wrappers and its sysroot.

pip fetches the wheel, so the machine's own package index and certificates are used; the hash
decides what is accepted. All of this is an input of every action that compiles or links, Rust's too: it is the same,
byte for byte, in whichever folder the repository lies, or no two workspaces could share what they built.
"""

load("//toolchain/zig:targets.bzl", "TARGETS")
load("//toolchain/zig:wheels.bzl", "ZIG_VERSION", "ZIG_WHEELS")

# The wrapper's own folder is TARGET/; zig and its library lie one above.
_CC_WRAPPER = """\
#!/bin/sh
# Compiles and links for {target}.
set -eu
here=${{0%/*}}
for argument in "$@"; do
    case $argument in
    -c | -E | -S)
        # zig knows the headers of the target. Its cache would be an undeclared input: it starts empty.
        cache=$(mktemp -d "${{TMPDIR:-/tmp}}/zig.XXXXXX")
        trap 'rm -rf "$cache"' EXIT
        # Build scripts of Rust crates name the target as Rust does, which zig does not understand.
        for argument in "$@"; do
            shift
            [ "$argument" = "--target={rust}" ] || set -- "$@" "$argument"
        done
        ZIG_LIB_DIR=$here/../lib ZIG_GLOBAL_CACHE_DIR=$cache ZIG_LOCAL_CACHE_DIR=$cache "$here/../zig" cc -target {zig} "$@"
        exit
        ;;
    esac
done
# Everything that is linked is built already, in the sysroot; clang's own driver needs no more to be told.
exec "$here/../zig" clang --target={clang} --sysroot="$here/sysroot" -B"$here" -fuse-ld=lld "$@"
"""

_PLAIN_WRAPPER = """\
#!/bin/sh
# Runs `zig {command}`.
exec "${{0%/*}}/../zig" {command} "$@"
"""

_BUILD = """\
load(":cc_toolchain.bzl", "zig_toolchains")

package(default_visibility = ["//visibility:public"])

exports_files(glob(["zig", "*/cc", "*/sysroot/lib/*"]))

zig_toolchains()
"""

def _run(repository_ctx, what, arguments, environment = {}):
    result = repository_ctx.execute(arguments, environment = environment, timeout = 1800)
    if result.return_code:
        fail("{} failed ({}):\n{}{}".format(what, result.return_code, result.stdout, result.stderr))

def _fetch(repository_ctx):
    host = "{} {}".format(repository_ctx.os.name, repository_ctx.os.arch)
    if host not in ZIG_WHEELS:
        fail("no zig wheel is pinned for {}; add it to toolchain/zig/wheels.bzl".format(host))
    wheel = ZIG_WHEELS[host]
    repository_ctx.file("requirements.txt", "ziglang=={} --hash=sha256:{}\n".format(ZIG_VERSION, wheel.sha256))
    python = repository_ctx.which("python3")
    if not python:
        fail("python3 with pip is needed to fetch zig")
    repository_ctx.report_progress("Fetching zig {}".format(ZIG_VERSION))
    _run(repository_ctx, "pip download ziglang", [
        python,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--platform=" + wheel.platform,
        "--dest=wheel",
        "--requirement=requirements.txt",
    ])
    archive = repository_ctx.path("wheel").readdir()[0]
    # A wheel is a zip file; Bazel's own unpacking goes by the suffix, which is not one it knows.
    _run(repository_ctx, "unpacking zig", [python, "-m", "zipfile", "-e", archive, "wheel"])
    _run(repository_ctx, "unpacking zig", ["mv", "wheel/ziglang/lib", "wheel/ziglang/zig", "wheel/ziglang/LICENSE", "."])
    _run(repository_ctx, "unpacking zig", ["chmod", "+x", "zig"])
    repository_ctx.delete("wheel")
    repository_ctx.delete("requirements.txt")

def _make_sysroot(repository_ctx, target):
    repository_ctx.report_progress("Building start files for {}".format(target.zig))
    _run(repository_ctx, "making the sysroot", [
        repository_ctx.which("python3"),
        repository_ctx.path(Label("//toolchain/zig:sysroot.py")),
        "zig",
        "lib",
        target.zig,
        target.name + "/sysroot/lib",
    ])

def _zig_repository_impl(repository_ctx):
    _fetch(repository_ctx)
    # With its Starlark inside, the repository means the same to every workspace that is pointed at it.
    for file in ["cc_toolchain.bzl", "targets.bzl"]:
        repository_ctx.file(file, repository_ctx.read(Label("//toolchain/zig:" + file)))
    repository_ctx.file("BUILD.bazel", _BUILD)
    for target in TARGETS:
        _make_sysroot(repository_ctx, target)
        repository_ctx.file(target.name + "/cc", _CC_WRAPPER.format(
            target = target.name,
            zig = target.zig,
            clang = target.clang,
            rust = target.rust,
        ), executable = True)
        for command in ["ar", "ld.lld"]:
            repository_ctx.file("{}/{}".format(target.name, command), _PLAIN_WRAPPER.format(command = command), executable = True)

zig_repository = repository_rule(
    implementation = _zig_repository_impl,
    doc = "Fetches zig and makes C toolchains of it, one for each target in targets.bzl.",
)
