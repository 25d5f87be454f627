# `__init__` of a type that is not named.
items = [1]
items.__init__("xy")
print(items)
table = {}
table.__init__([("a", 1)], b=2)
print(table)
