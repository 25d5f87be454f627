items = {"a": 1}
print("inventory runs")


def price(name):
    return items[name] * 2


total = price("a") + price("b")
