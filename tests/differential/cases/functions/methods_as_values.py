# Bound and unbound methods stored, compared, passed; builtin methods as values.
class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount
        return self

    def __repr__(self):
        return f"{self.owner}:{self.balance}"


a = Account("ann")
put = a.deposit
print(put(5), put(7), a.deposit(1).deposit(2), Account.deposit(a, 100), put.__self__ is a)
print(
    a.deposit == a.deposit,
    a.deposit is a.deposit,
    a.deposit != Account("bob").deposit,
    hash(a.deposit) == hash(a.deposit),
)
append = (items := []).append
for n in range(3):
    append(n)
print(items, list(map(items.index, [2, 0])), "-".join(map(str.strip, [" a ", "b "])))
upper = str.upper
print(
    upper("x"),
    str.join(",", ["a", "b"]),
    list.append(items, 9),
    items,
    dict.get({"a": 1}, "a"),
    int.__add__(1, 2),
    "abc".__len__(),
)
a.deposit = lambda amount: ("shadowed", amount)
print(a.deposit(1), Account("z").deposit(1))
del a.deposit
print(a.deposit(1))
Account.withdraw = lambda self, amount: self.deposit(-amount)
print(a.withdraw(50))


def free(self, extra):
    return self.owner + extra


Account.free = free
print(a.free("!"), Account.free is free, a.free.__func__ is free)
a.own = free
print(a.own(a, "?"))
callbacks = {"d": a.deposit, "r": a.__repr__, "len": items.__len__, "p": "x{}".format}
print(callbacks["d"](1), callbacks["r"](), callbacks["len"](), callbacks["p"](5))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Account.deposit(5))
attempt(lambda: Account.deposit(5, 5))
attempt(lambda: str.upper(5))
attempt(lambda: str.upper())
attempt(lambda: list.append([], 1, 2))
attempt(lambda: dict.get([], 1))
attempt(lambda: int.__add__("a", 1))
attempt(lambda: [].append())
attempt(lambda: "".join())
