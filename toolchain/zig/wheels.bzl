"""The zig release in use: the PyPI distribution `ziglang`, pinned by the hash of its wheels."""

ZIG_VERSION = "0.17.0"

# Host (as `os.name`, `os.arch` of Bazel) to the wheel's platform tag and SHA-256.
ZIG_WHEELS = {
    "linux amd64": struct(
        platform = "manylinux_2_12_x86_64",
        sha256 = "97079827064a7492cce5541ceb438ae8003ce1e54e399676da2d62fb7a5dc08b",
    ),
}
