__all__ = ["one", "constant"]
constant = 3
