def __getattr__(name):
    if name != "computed":
        raise AttributeError(name)
    globals()[name] = "stored"
    return "made"
