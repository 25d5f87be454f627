value = 0


def bump():
    global value
    value += 1
    return value


def size():
    return len("four")


def namespace():
    return globals()
