"""What one Molt target tells those that depend on it.

Terms:
  module   one Python file under its one dotted name: a struct of
             name       "app.parser"
             label      the target it belongs to, as a user would write it in `deps`
             is_package whether the file is the package's __init__.py
             source     the file
             interface  the .molti file: what importers see
             object     the .o file
"""

DOC = "The modules of a Molt target."

FIELDS = {
    "modules": "list of the target's own modules",
    "transitive_modules": "depset of the modules of the target and of everything below it",
}

def _init(modules, deps):
    return {
        "modules": modules,
        "transitive_modules": depset(
            modules,
            transitive = [dep[MoltInfo].transitive_modules for dep in deps],
            order = "postorder",
        ),
    }

MoltInfo, _new = provider(doc = DOC, fields = FIELDS, init = _init)
