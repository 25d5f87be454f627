"""The repository `@molt_zig`: zig's program and library, a wrapper per target, and zig's warmed cache.

pip fetches the wheel, so the machine's own package index and certificates are used; the hash
decides what is accepted. zig builds libc's start files and compiler-rt on first use and keeps them in
a cache: that is done here once, and each wrapper starts from a private copy of it, because an action may
write neither to its inputs nor outside its sandbox.
"""

load("//toolchain/zig:targets.bzl", "TARGETS")
load("//toolchain/zig:wheels.bzl", "ZIG_VERSION", "ZIG_WHEELS")

# The wrapper's own folder is TARGET/; zig, its library and its cache lie one above.
_WRAPPER = """\
#!/bin/sh
# Runs `zig {command}` for {target}, with a private copy of the warmed cache.
set -eu
case "$0" in /*) here=${{0%/*}} ;; *) here=$PWD/${{0%/*}} ;; esac
cache=$(mktemp -d "${{TMPDIR:-/tmp}}/zig.XXXXXX")
trap 'rm -rf "$cache"' EXIT
{copy}
ZIG_LIB_DIR=$here/../lib ZIG_GLOBAL_CACHE_DIR=$cache ZIG_LOCAL_CACHE_DIR=$cache "$here/../zig" {command} {arguments} "$@"
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

def _wrapper(repository_ctx, path, target, command, arguments = [], needs_libc = False):
    repository_ctx.file(path, _WRAPPER.format(
        command = command,
        target = target.name,
        arguments = " ".join(arguments),
        copy = 'cp -r "$here/../cache/." "$cache"' if needs_libc else ":",
    ), executable = True)

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
                "-fno-sanitize=undefined",
                "-g0",
                "-lunwind",
                "-Wl,--strip-debug",
                "-o",
                "warm.out",
                "warm.c",
            ] + shape + optimise, {
                "ZIG_LIB_DIR": str(repository_ctx.path("lib")),
                "ZIG_GLOBAL_CACHE_DIR": cache,
                "ZIG_LOCAL_CACHE_DIR": cache,
            })
    repository_ctx.delete("warm.c")
    repository_ctx.delete("warm.out")

def _zig_repository_impl(repository_ctx):
    _fetch(repository_ctx)
    # With its Starlark inside, the repository means the same to every workspace that is pointed at it.
    for file in ["cc_toolchain.bzl", "targets.bzl"]:
        repository_ctx.file(file, repository_ctx.read(Label("//toolchain/zig:" + file)))
    repository_ctx.file("BUILD.bazel", _BUILD)
    for target in TARGETS:
        _warm(repository_ctx, target)
        _wrapper(repository_ctx, target.name + "/cc", target, "cc", ["-target", target.zig], needs_libc = True)
        _wrapper(repository_ctx, target.name + "/ar", target, "ar")

zig_repository = repository_rule(
    implementation = _zig_repository_impl,
    doc = "Fetches zig and makes C toolchains of it, one for each target in targets.bzl.",
)
