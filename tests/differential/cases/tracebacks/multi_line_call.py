# A call over several lines in the traceback.
def combine(first, second, third):
    return first + second + third


def build():
    return combine(
        1,
        2,
        "three",
    )


print("before")
result = [
    build(),
    0,
]
