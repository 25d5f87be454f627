print("init square")
NAME = "square"


def sibling():
    from .triangle import NAME as other

    return other
