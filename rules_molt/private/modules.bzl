"""From source files to module names.

A file is one module with one name, which is its path below an import root. `imports` of its target lists
the roots, as folders relative to the target's package; each rule has its default.
"""

def _join(*parts):
    names = []
    for part in parts:
        for name in part.split("/"):
            if name == "..":
                if not names:
                    fail("import root {} lies outside the workspace".format("/".join(parts)))
                names.pop()
            elif name not in ("", "."):
                names.append(name)
    return "/".join(names)

def import_roots(ctx, default):
    """The roots of a target, deepest first, as paths below the workspace; `default` is such a path too."""
    roots = [_join(ctx.label.package, folder) for folder in ctx.attr.imports] or [default]
    return sorted(roots, key = lambda root: -len(root))

def _workspace_path(source):
    # The short path of a file in another repository starts with ../REPOSITORY/.
    path = source.short_path
    return path.split("/", 2)[2] if path.startswith("../") else path

def module_name(source, roots):
    """Names the module in a file.

    Args:
        source: the file.
        roots: what `import_roots` gave.

    Returns:
        the dotted name, and whether the file is a package's __init__.py.
    """
    path = _workspace_path(source)
    for root in roots:
        if not root or path.startswith(root + "/"):
            path = path[len(root):].removeprefix("/")
            break
    names = path.removesuffix(".py").split("/")
    is_package = names[-1] == "__init__" and len(names) > 1
    if is_package:
        names.pop()
    for name in names:
        if not name.replace("_", "a").isalnum() or name[0].isdigit():
            fail("{} cannot be imported: {} is no Python name".format(source.short_path, name))
    return ".".join(names), is_package
