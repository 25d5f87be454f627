from walk import show

show(
    lambda: {"x": 1},
    lambda: {"x": 1}.keys(),
    lambda: {"x": 1}.values(),
    lambda: {"x": 1}.items(),
    lambda: iter({"x": 1}),
    lambda: iter({"x": 1}.values()),
    lambda: reversed({"x": 1}.items()),
    lambda: type.__dict__["__dict__"].__get__(int),
    lambda: reversed("x"),
    lambda: enumerate("x"),
)
