import early_a

try:
    from early_a import LATE
except ImportError as error:
    text = str(error)
    outcome = (
        type(error).__name__,
        error.name,
        text.startswith(
            "cannot import name 'LATE' from partially initialized module 'early_a' (most likely due to a circular import)"
        ),
    )
try:
    early_a.LATE
except AttributeError as error:
    print(error)


def later():
    return early_a.LATE
