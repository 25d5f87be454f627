from walk import show

show(lambda: {1}, lambda: frozenset((1,)), lambda: iter({1}))
