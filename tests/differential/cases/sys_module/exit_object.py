# A SystemExit with an arbitrary object prints its str to stderr.
class Reason:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return "reason: " + self.text

    def __repr__(self):
        return "unused repr"


print("start")
try:
    raise SystemExit(Reason("inner"))
except SystemExit as error:
    print(error.code, str(error), error.args[0].text)
try:
    raise SystemExit(1, 2)
except SystemExit as error:
    print(error.code, error)
raise SystemExit(Reason("final"))
