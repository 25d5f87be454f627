from walk import show

show(
    lambda: [1, "x"],
    lambda: (1, "x"),
    lambda: range(5),
    lambda: iter([1]),
    lambda: reversed([1]),
    lambda: iter((1,)),
    lambda: iter(range(5)),
    lambda: iter(range(2**70)),
)
