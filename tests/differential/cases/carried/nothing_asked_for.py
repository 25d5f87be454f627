# Special methods that nobody calls are still there to be seen.
print([name for name in dir(5) if "pow" in name or "div" in name])
print(hasattr(5, "__pow__"), hasattr("", "__pow__"), callable(5))


class Number:
    def __init__(self, value):
        self.value = value


print(hasattr(Number(1), "__add__"), Number(1).value)
