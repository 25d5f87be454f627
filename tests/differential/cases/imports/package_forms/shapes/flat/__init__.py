print("init flat")
__all__ = ["exported", "square"]
exported = "exported value"
not_exported = "hidden"
_private = 1
