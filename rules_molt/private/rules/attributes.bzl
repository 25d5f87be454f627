"""Attributes that several rules share, and the runfiles they make."""

load("//rules_molt/private/providers:molt_info.bzl", "MoltInfo")

COMMON = {
    "srcs": attr.label_list(
        doc = "Python files, each a module.",
        allow_files = [".py"],
    ),
    "deps": attr.label_list(
        doc = "Targets whose modules the sources import.",
        providers = [MoltInfo],
    ),
    "data": attr.label_list(
        doc = "Files the program needs when it runs.",
        allow_files = True,
    ),
    "imports": attr.string_list(
        doc = """\
Folders, relative to this package, below which module names start. A library's default is the workspace
(`lib/text/words.py` is `lib.text.words`); a program's is its package, as Python puts a script's own folder first.""",
    ),
}

def runfiles(ctx):
    """The data of a target and of everything below it."""
    own = ctx.runfiles(files = ctx.files.data)
    return own.merge_all([
        target[DefaultInfo].default_runfiles
        for target in ctx.attr.data + ctx.attr.deps
    ])
