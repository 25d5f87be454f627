"""Raising, catching, re-raising and cleaning up across several frames."""


class ValidationError(Exception):
    def __init__(self, field, value):
        super().__init__(field, value)
        self.field = field
        self.value = value


class RangeError(ValidationError):
    pass


def validate(value):
    if value % 7 == 0:
        raise RangeError("seven", value)
    if value % 5 == 0:
        raise ValidationError("five", value)
    return value


def parse(text):
    try:
        return int(text)
    except ValueError:
        return -1


def process(value, log):
    try:
        return validate(value)
    except RangeError as error:
        return error.value // 7
    finally:
        log[0] += 1


def outer(value, log):
    try:
        return process(value, log)
    except ValidationError as error:
        if error.value % 2:
            return len(error.field)
        raise KeyError(error.value) from error


def main():
    log = [0]
    total = missing = negative = 0
    table = {i: i for i in range(0, 1000, 3)}
    for i in range(3600000):
        try:
            total += outer(i, log)
        except KeyError as error:
            total += error.args[0] % 11
        try:
            total += table[i % 1000]
        except KeyError:
            missing += 1
    for i in range(500000):
        negative += parse("x" if i % 2 else "12") < 0
    print(total, missing, negative, log[0])


main()
