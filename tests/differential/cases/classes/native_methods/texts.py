from walk import show

show(lambda: "xyé", lambda: iter("x"), lambda: iter("é"))
