import with_all as os_like

value = "from without_all"
_hidden = 1


def helper():
    return "helper sees " + value


class Class:
    pass
