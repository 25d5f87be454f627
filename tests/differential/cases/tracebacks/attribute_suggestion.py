# AttributeError with a close name suggests it.
class Account:
    def __init__(self):
        self.balance = 5
        self.owner = "me"


account = Account()
print(account.balance)
print(account.ballance)
