"""A bytearray that `__index__` makes shorter or longer while it is used as an index, a bound or a value."""


class Index:
    def __init__(self, number, action):
        self.number, self.action = number, action

    def __index__(self):
        self.action()
        return self.number


def show(name, use):
    for number in (0, 2, 4, -1, -5):
        for action_name in ("clear", "pop", "grow"):
            data = bytearray(b"abcdef")
            actions = {"clear": data.clear, "pop": data.pop, "grow": lambda: data.extend(b"xyz")}
            index = Index(number, actions[action_name])
            try:
                result = use(data, index)
            except Exception as error:
                result = type(error).__name__, str(error)
            print(name, number, action_name, result, data)


def delete(data, key):
    del data[key]


show("item", lambda data, index: data[index])
show("slice", lambda data, index: data[index:])
show("slice to", lambda data, index: data[:index])
show("slice step", lambda data, index: data[5 : index : -1])
show("set", lambda data, index: data.__setitem__(index, 65))
show("set to", lambda data, index: data.__setitem__(5, index))
show("set slice", lambda data, index: data.__setitem__(slice(index, 4), bytearray(b"12")))
show("set step", lambda data, index: data.__setitem__(slice(index, None, 3), bytearray(b"12")))
show("del", delete)
show("del slice", lambda data, index: delete(data, slice(index, 5)))
show("del step", lambda data, index: delete(data, slice(index, None, 2)))
show("del backwards", lambda data, index: delete(data, slice(None, index, -2)))
show("insert", lambda data, index: data.insert(index, 65))
show("insert value", lambda data, index: data.insert(3, index))
show("pop", lambda data, index: data.pop(index))
show("append", lambda data, index: data.append(index))
show("extend", lambda data, index: data.extend([index, index]))

try:
    bytearray()[3] = "text"
except TypeError as error:
    print(error)
data = bytearray(b"abc")
try:
    data.__init__("text")
except TypeError as error:
    print(error, data)

# Every second of many: not one by one.
many = bytearray(range(256)) * 400
del many[::-2]
print(len(many), many[:5], many[-5:])
