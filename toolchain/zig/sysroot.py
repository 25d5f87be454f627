"""Makes the sysroot of a target: what zig links into a program besides the program's own objects.

zig builds libc's start files, the stubs of its shared libraries, the unwinder and compiler-rt on first use, and keeps
them in a cache whose manifests name files by inode and time: no two caches are equal. Links therefore do
without one: zig builds everything once, says in its linker's command line which files it takes, and those are laid
out as a GNU system has them. They are the same bytes wherever they are made, which `//tests/bazel:sysroot_test` proves.

Usage: sysroot.py ZIG LIBRARY TRIPLE FOLDER
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = "int main(void) { return 0; }\n"

# zig builds its libraries as the program asks: optimised, without what a debugger would be told of them.
OPTIONS = ["-O2", "-g0", "-Wl,--strip-debug", "-fno-ident", "-fno-sanitize=undefined", "-lunwind"]

# A program at a fixed address and one that can be anywhere start by different files.
SHAPES = [["-no-pie"], ["-fPIC", "-pie"]]

# Constructors are called through tables nowadays; a linking driver still names the files that once did it.
EMPTY = ["crti.o", "crtn.o", "crtbegin.o", "crtbeginS.o", "crtend.o", "crtendS.o"]

# Where a GNU system has the same under another name.
NAMES = {"libcompiler_rt.a": "libgcc.a"}


def run_zig(zig, library, folder, *arguments):
    """Runs zig with a cache in `folder`, where it also stands; what it said is the result."""
    environment = {
        "HOME": str(folder),
        "PATH": os.environ.get("PATH", ""),
        "ZIG_LIB_DIR": str(library),
        "ZIG_GLOBAL_CACHE_DIR": str(folder / "cache"),
        "ZIG_LOCAL_CACHE_DIR": str(folder / "cache"),
        "ZIG_VERBOSE_LINK": "1",
    }
    result = subprocess.run(
        [zig, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        sys.exit(f"zig {' '.join(arguments)} exited with {result.returncode}:\n{result.stderr}")
    return result.stderr


def linked_files(said, folder):
    """The files of the cache that the linker was given, the program's own object left out."""
    (arguments,) = [
        line.split()
        for line in said.splitlines()
        if line.startswith("ld.lld ") and " -o program " in line
    ]
    files = [folder / argument for argument in arguments]
    return [
        file for file in files if file.is_relative_to(folder / "cache") and file.name != "program.o"
    ]


def archive_members(said, folder):
    """Of each archive that was made: its name and its members."""
    lines = [line.split() for line in said.splitlines() if line.startswith("ar ")]
    return {
        Path(archive).name: [folder / member for member in members]
        for _, _, archive, *members in lines
    }


def make_archive(zig, library, archive, members):
    """Archives again under plain names: zig's members are named by the cache's keys, which tell where zig lies."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for member in members:
            shutil.copyfile(member, folder / member.name)
        run_zig(
            zig, library, folder, "ar", "rcsD", archive.name, *[member.name for member in members]
        )
        shutil.copyfile(folder / archive.name, archive)


def make(zig, library, triple, destination):
    """Fills the folder `destination`."""
    destination.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        (folder / "program.c").write_text(PROGRAM)
        (folder / "empty.c").write_text("")
        shared = set()
        members = {}
        for shape in SHAPES:
            said = run_zig(
                zig,
                library,
                folder,
                "cc",
                "-target",
                triple,
                *OPTIONS,
                *shape,
                "program.c",
                "-o",
                "program",
            )
            members |= archive_members(said, folder)
            for file in linked_files(said, folder):
                name = NAMES.get(file.name, file.name)
                if file.suffix == ".a":
                    make_archive(zig, library, destination / name, members[file.name])
                    continue
                # Linkers look for libm.so; the versioned name is inside. libc.so is the script below.
                if ".so." in name and name != "libc.so.6":
                    name = name.partition(".so.")[0] + ".so"
                    shared.add(name)
                shutil.copyfile(file, destination / name)
        run_zig(
            zig,
            library,
            folder,
            "cc",
            "-target",
            triple,
            "-g0",
            "-fno-ident",
            "-c",
            "empty.c",
            "-o",
            "empty.o",
        )
        for name in EMPTY:
            shutil.copyfile(folder / "empty.o", destination / name)
    # Before 2.34 glibc came in parts: whatever is used of them is linked, whether or not one asked.
    parts = " ".join(sorted(shared))
    (destination / "libc.so").write_text(
        f"GROUP ( libc.so.6 libc_nonshared.a AS_NEEDED ( {parts} ) )\n"
    )
    # Unwinding is in every program, so that it runs where no compiler is installed.
    (destination / "libgcc_s.so").write_text("INPUT ( libunwind.a )\n")


if __name__ == "__main__":
    _, zig_program, zig_library, zig_triple, output = sys.argv
    make(Path(zig_program).resolve(), Path(zig_library).resolve(), zig_triple, Path(output))
