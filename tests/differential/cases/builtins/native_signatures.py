# What native functions say of themselves: signature, documentation, module.
for function in (
    range.count,
    range.index,
    range.__reversed__,
    set.add,
    set.clear,
    set.copy,
    set.discard,
    set.isdisjoint,
    set.issubset,
    set.issuperset,
    set.pop,
    set.remove,
    set.symmetric_difference,
    set.symmetric_difference_update,
    frozenset.copy,
    frozenset.isdisjoint,
):
    print(function.__qualname__, function.__text_signature__, repr(function.__doc__))
print({1}.add.__text_signature__, range(3).count.__doc__)


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: {1}.add())
attempt(lambda: {1}.add(1, 2))
attempt(lambda: {1}.add(object=1))
attempt(lambda: {1}.pop(1))
attempt(lambda: set.add(1, 2))
attempt(lambda: range.index(range(2)))
attempt(lambda: range.index([], 2))
