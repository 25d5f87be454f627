from walk import show

show(lambda: 5, lambda: 1.5, lambda: True)
