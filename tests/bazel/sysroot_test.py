"""The sysroot of a target is the same wherever it is made: it is an input of every link, and of what others cached."""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path


def files(folder):
    """The names of what a folder holds."""
    return {path.name for path in folder.iterdir()}


def main(script, zig, triple, sysroot):
    """Makes the sysroot at two more places, the second time with zig's library elsewhere too."""
    scratch = Path(os.environ["TEST_TMPDIR"])
    library = Path(zig).resolve().parent / "lib"
    moved = scratch / "a folder with another name" / "library"
    shutil.copytree(library, moved)
    places = {scratch / "first": library, moved.parent / "second": moved}
    reference = Path(sysroot).resolve().parent
    problems = []
    for folder, used in places.items():
        subprocess.run([sys.executable, script, zig, used, triple, folder], check=True)
        if files(folder) != files(reference):
            problems.append(
                f"{folder.name}: {sorted(files(folder) ^ files(reference))} in one only"
            )
        _, different, unreadable = filecmp.cmpfiles(
            reference, folder, files(reference) & files(folder), shallow=False
        )
        problems += [f"{folder.name}: {name} differs" for name in different + unreadable]
    for problem in problems:
        print(problem)
    print(
        f"{len(files(reference))} files made at {len(places)} more places, {len(problems)} differences"
    )
    return 1 if problems or not files(reference) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
