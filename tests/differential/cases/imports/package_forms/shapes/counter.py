print("init counter")
value = 0


def bump():
    global value
    value += 1
    return value
