"""The one list of targets that Molt's C toolchain links for.

Terms:
  name       what Molt calls a target; also the folder of its wrappers in the zig repository
  zig        zig's own triple, with the oldest libc the outputs must run on
  clang      the same for clang's driver, which takes libc from the sysroot
  rust       the same for Rust
  constraints  what a Bazel platform must say for the target to be chosen
"""

TARGETS = [
    struct(
        name = "x86_64-linux-gnu",
        zig = "x86_64-linux-gnu.2.28",
        clang = "x86_64-linux-gnu",
        rust = "x86_64-unknown-linux-gnu",
        cpu = "k8",
        libc = "glibc_2.28",
        constraints = ["@platforms//os:linux", "@platforms//cpu:x86_64"],
    ),
]
