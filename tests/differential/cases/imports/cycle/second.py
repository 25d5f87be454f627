print("second begins")
import first

print("second sees", first.VALUE, hasattr(first, "use_second"))
VALUE = "second value"


def use_first():
    return "second uses " + first.use_second()


print("second ends")
