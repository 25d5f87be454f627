# A bank with accounts, exceptions, a ledger, context managers and reporting.
class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance:.2f}, needs {amount:.2f}")
        self.missing = amount - account.balance


class Account:
    next_number = 1000

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance
        self.history = []
        self.number = Account.next_number
        Account.next_number += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError(f"invalid amount: {amount}")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount
        self.history.append(("withdraw", amount))

    def __lt__(self, other):
        return (self.balance, self.owner) < (other.balance, other.owner)

    def __repr__(self):
        return f"{type(self).__name__}({self.number}, {self.owner!r}, {self.balance:.2f})"


class Savings(Account):
    rate = 0.05

    def add_interest(self):
        self.deposit(round(self.balance * self.rate, 2))


class Transaction:
    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [(a, a.balance, list(a.history)) for a in self.accounts]
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            for account, balance, history in self.saved:
                account.balance, account.history = balance, history
            print(f"rolled back: {error}")
        return kind is InsufficientFunds


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, owner, balance=0.0, *, kind=Account):
        if owner in self.accounts:
            raise KeyError(owner)
        self.accounts[owner] = account = kind(owner, balance)
        return account

    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        with Transaction(a, b):
            b.deposit(amount)
            a.withdraw(amount)
            return True
        return False

    def report(self):
        for account in sorted(self.accounts.values(), reverse=True):
            print(
                f"{account.number} {account.owner:<8}{account.balance:>12,.2f} {len(account.history):>3}"
            )
        print(f"{'total':<13}{sum(a.balance for a in self.accounts.values()):>12,.2f}")


bank = Bank()
bank.open("ann", 1500.5)
bank.open("bob", 20, kind=Savings)
bank.open("cyd")
print(bank.accounts)
print(
    bank.transfer("ann", "bob", 500),
    bank.transfer("cyd", "ann", 1),
    bank.transfer("bob", "cyd", 1e6),
)
bank.accounts["bob"].add_interest()
for action in (
    lambda: bank.open("ann"),
    lambda: bank.transfer("ann", "zed", 1),
    lambda: bank.transfer("ann", "bob", -5),
    lambda: bank.accounts["cyd"].withdraw(3),
):
    try:
        action()
    except InsufficientFunds as error:
        print("insufficient", error, error.missing)
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
bank.report()
print([h for a in bank.accounts.values() for h in a.history])
