print("first begins")
VALUE = "first value"
import second

print("first sees", second.VALUE)


def use_second():
    return "first uses " + second.VALUE


print("first ends")
