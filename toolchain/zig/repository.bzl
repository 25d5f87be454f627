"""The repository `@molt_zig`: zig's program and library, a wrapper per target, and zig's warmed cache.

pip fetches the wheel, so the machine's own package index and certificates are used; the hash
decides what is accepted. zig builds libc's start files and compiler-rt on first use and keeps them in
a cache: that is done here once, and each wrapper starts from a private copy of it, because an action may
write neither to its inputs nor outside its sandbox.
"""

load("//toolchain/zig:targets.bzl", "TARGETS")
load("//toolchain/zig:wheels.bzl", "ZIG_VERSION", "ZIG_WHEELS")

# zig keys the libraries it built by these as well: every link has them, so that every link finds the warmed ones.
# (Undefined behaviour would be trapped by default, with a runtime library; start files carry debug information that
# tells the path of the cache they were built in.)
_LINK_FLAGS = ["-fno-sanitize=undefined", "-g0", "-Wl,--strip-debug"]

# The wrapper's own folder is TARGET/; zig, its library and its cache lie one above.
_LINKING_WRAPPER = """\
#!/bin/sh
# Runs `zig {command}` for {target}.
set -eu
for argument in "$@"; do
    if [ "$argument" = -c ]; then
        # Compiling needs no libc, and headers must be named as Bazel knows them: relative where this file is.
        cache=$(mktemp -d "${{TMPDIR:-/tmp}}/zig.XXXXXX")
        trap 'rm -rf "$cache"' EXIT
        root=${{0%/*}}/..
        ZIG_LIB_DIR=$root/lib ZIG_GLOBAL_CACHE_DIR=$cache ZIG_LOCAL_CACHE_DIR=$cache "$root/zig" {command} {arguments} "$@"
        exit
    fi
done
# zig knows its cache by the path of its library: take the one it was warmed under, from whichever sandbox.
self=$(readlink -f "$0")
root=${{self%/*/*}}
cache=$(mktemp -d "${{TMPDIR:-/tmp}}/zig.XXXXXX")
trap 'rm -rf "$cache"' EXIT
cp -r "$root/cache/." "$cache"
ZIG_LIB_DIR=$root/lib ZIG_GLOBAL_CACHE_DIR=$cache ZIG_LOCAL_CACHE_DIR=$cache "$root/zig" {command} {arguments} {link_flags} "$@"
"""

_PLAIN_WRAPPER = """\
#!/bin/sh
# Runs `zig {command}`, which needs neither library nor cache.
exec "${{0%/*}}/../zig" {command} "$@"
"""

_BUILD = """\
load(":cc_toolchain.bzl", "zig_toolchains")

package(default_visibility = ["//visibility:public"])

exports_files(["zig"])

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

# The shapes of link that occur: a program, a position-independent one, a shared library (Rust's procedural macros).
_WARMING = [[], ["-fPIC", "-pie"], ["-fPIC", "-shared"]]

def _warm(repository_ctx, target):
    repository_ctx.report_progress("Building start files for {}".format(target.zig))
    repository_ctx.file("warm.c", "int main(void) { return 0; }\n")
    cache = str(repository_ctx.path("cache"))
    for shape in _WARMING:
        for optimise in [[], ["-O2"]]:
            _run(repository_ctx, "warming zig's cache", [
                "./zig",
                "cc",
                "-target",
                target.zig,
                "-lunwind",
                "-o",
                "warm.out",
                "warm.c",
            ] + _LINK_FLAGS + shape + optimise, {
                "ZIG_LIB_DIR": str(repository_ctx.path("lib")),
                "ZIG_GLOBAL_CACHE_DIR": cache,
                "ZIG_LOCAL_CACHE_DIR": cache,
            })
    repository_ctx.delete("warm.c")
    repository_ctx.delete("warm.out")
    # What zig parsed of its own sources is most of the cache, and nothing is left to build from it.
    repository_ctx.delete("cache/z")
    repository_ctx.delete("cache/tmp")

def _zig_repository_impl(repository_ctx):
    _fetch(repository_ctx)
    # With its Starlark inside, the repository means the same to every workspace that is pointed at it.
    for file in ["cc_toolchain.bzl", "targets.bzl"]:
        repository_ctx.file(file, repository_ctx.read(Label("//toolchain/zig:" + file)))
    repository_ctx.file("BUILD.bazel", _BUILD)
    for target in TARGETS:
        _warm(repository_ctx, target)
        repository_ctx.file(target.name + "/cc", _LINKING_WRAPPER.format(
            target = target.name,
            command = "cc",
            arguments = "-target " + target.zig,
            link_flags = " ".join(_LINK_FLAGS),
        ), executable = True)
        repository_ctx.file(target.name + "/ar", _PLAIN_WRAPPER.format(command = "ar"), executable = True)

zig_repository = repository_rule(
    implementation = _zig_repository_impl,
    doc = "Fetches zig and makes C toolchains of it, one for each target in targets.bzl.",
)
