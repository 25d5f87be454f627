# A special method that is None is called, which fails, unless None says that there is no such operation.


def set_attribute(value):
    value.q = 1


def delete_attribute(value):
    del value.q


def add_in_place(value):
    value += 1
    return value


def set_item(value):
    value[0] = 1


def delete_item(value):
    del value[0]


def enter(value):
    with value:
        pass


operations = {
    "add": lambda value: value + 1,
    "radd": lambda value: 1 + value,
    "add same": lambda value: value + value,
    "eq": lambda value: value == 1,
    "req": lambda value: 1 == value,
    "ne": lambda value: value != 1,
    "eq other": lambda value: value == type(value)(),
    "lt": lambda value: value < 1,
    "gt": lambda value: 1 < value,
    "list": list,
    "contains": lambda value: 1 in value,
    "len": len,
    "bool": bool,
    "item": lambda value: value[0],
    "neg": lambda value: -value,
    "int": int,
    "float": float,
    "pow": lambda value: value**2,
    "rpow": lambda value: 2**value,
    "pow with modulus": lambda value: pow(value, 2, 3),
    "mul": lambda value: value * 2,
    "rmul": lambda value: 2 * value,
    "list mul": lambda value: [1] * value,
    "list add": lambda value: [] + value,
    "divmod": lambda value: divmod(value, 2),
    "reversed": lambda value: list(reversed(value)),
    "attribute": lambda value: value.q,
    "abs": abs,
    "str": lambda value: str(value)[:9],
    "call": lambda value: value(),
    "next": next,
    "invert": lambda value: ~value,
    "round": round,
    "format": lambda value: format(value)[:9],
    "and": lambda value: value & 1,
    "set": set_attribute,
    "delete": delete_attribute,
    "iadd": add_in_place,
    "set item": set_item,
    "delete item": delete_item,
    "with": enter,
}
names = """
__add__ __radd__ __eq__ __ne__ __lt__ __gt__ __iter__ __contains__ __len__ __bool__ __getitem__ __setitem__ __delitem__
__call__ __str__ __format__ __neg__ __index__ __int__ __float__ __pow__ __rpow__ __iadd__ __mul__ __rmul__ __divmod__
__enter__ __exit__ __next__ __reversed__ __getattr__ __delattr__ __round__ __abs__ __invert__ __and__
""".split()


def outcome(action, make):
    try:
        return repr(action(make()))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name in names:
    with_none = type("C", (), {name: None})
    without = type("C", (), {})
    for operation, action in operations.items():
        result = outcome(action, with_none)
        if result != outcome(action, without):
            print(name, operation, result)
