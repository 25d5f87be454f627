class LoadError(Exception):
    """Raised by the reader."""


def fail(name):
    raise LoadError(f"cannot load {name}")
