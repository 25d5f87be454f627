# Exceptions inside __del__ are reported and ignored.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<Noisy {self.name}>"

    def __del__(self):
        print("deleting", self.name)
        raise ValueError("in del of " + self.name)


def scope():
    local = Noisy("local")
    print("in scope", local.name)


scope()
print("after")
