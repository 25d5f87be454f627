# Chains of contexts that somebody made circular by hand do not keep a raise from ending.


def make(count):
    errors = [ValueError(number) for number in range(count)]
    for error, following in zip(errors, errors[1:] + errors[:1]):
        error.__context__ = following
    return errors


for count in range(1, 8):
    for start in range(count):
        errors = make(count)
        try:
            try:
                raise errors[start]
            except ValueError:
                raise KeyError("new")
        except KeyError as error:
            chain = []
            current = error
            while current is not None and len(chain) < 10:
                chain.append(current.args[0])
                current = current.__context__
            print(count, start, chain)

tail = make(3)
head = TypeError("head")
head.__context__ = tail[0]
try:
    try:
        raise head
    except TypeError:
        raise tail[1]
except ValueError as error:
    print(error.__context__, error.__context__.__context__, tail[0].__context__)
