"""Shows the methods of native types: signature, docstring, and what they say about calls that are refused."""

METHOD_KINDS = ("method_descriptor", "classmethod_descriptor", "builtin_function_or_method")
ARGUMENTS = (None, "x", b"x", 1, 1.5, [])
# What pickling needs, and what CPython defines beside an operation of the same name.
ABSENT = {
    "__reduce__", "__reduce_ex__", "__setstate__", "__getstate__", "__new__", "__contains__", "__getitem__", "__sizeof__",
    "__getformat__", "__buffer__", "__release_buffer__", "resize",
}


def outcome(call, *arguments, **keywords):
    try:
        return type(call(*arguments, **keywords)).__name__
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def parameter_names(signature):
    names = []
    for entry in (signature or "()")[1:-1].replace("[", "").replace("]", "").split(", "):
        name = entry.split("=")[0]
        if name.isidentifier():
            names.append(name)
    return names


def show_calls(make, name, signature):
    told = []

    def tell(what, *arguments, **keywords):
        result = outcome(getattr(make(), name), *arguments, **keywords)
        if (what, result) not in told:
            told.append((what, result))

    for count in range(5):
        for argument in ARGUMENTS:
            tell(count, *[argument] * count)
        tell(f"{count} and a name", *["x"] * count, unknown=1)
        for parameter in parameter_names(signature):
            tell(f"{count} and {parameter}", *["x"] * count, **{parameter: None})
    for what, result in told:
        print("   ", what, "->", result)


def show(*makers):
    for make in makers:
        own = type(make())
        for name in sorted(vars(own)):
            if name in ABSENT:
                continue
            attribute = vars(own)[name]
            if isinstance(attribute, (staticmethod, classmethod)):
                attribute = attribute.__func__
            if type(attribute).__name__ not in METHOD_KINDS:
                continue
            print(own.__name__, name, attribute.__text_signature__)
            print("   ", repr(attribute.__doc__))
            show_calls(make, name, attribute.__text_signature__)
            if type(attribute).__name__ == "method_descriptor":
                print("   ", outcome(attribute), "/", outcome(attribute, ...), "/", outcome(attribute, ..., unknown=1))
