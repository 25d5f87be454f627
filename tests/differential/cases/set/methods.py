# add, remove, discard, pop, update family, copy, clear.
s = {1, 2}
print(
    s.add(3),
    s.add(3),
    sorted(s),
    s.remove(1),
    sorted(s),
    s.discard(99),
    s.discard(2),
    s,
    s.pop(),
    s,
)
s.update([1, 2], (3,), {4: "x"}, "ab")
print(sorted(s, key=str), len(s))
s.difference_update("ab", [4])
s.intersection_update([1, 2, 3, 50], range(3))
print(sorted(s))
s.symmetric_difference_update([2, 9])
print(sorted(s), s.copy() == s, s.copy() is s, s.clear(), s)
f = frozenset("ab")
print(
    f.copy() is f,
    sorted(f.union("c")),
    type(f.union("c")).__name__,
    sorted(f.difference("a")),
    f.issubset("abc"),
    f >= {"a"},
    set().union(*[[1], [2]]) == {1, 2},
)
print(
    set.union({1}, {2}) == {1, 2},
    set.intersection({1, 2}, [2]),
    {1, 2}.__and__({2}),
    {1}.__and__([1]),
    {1}.__contains__(1),
    {1}.__len__(),
)
print({frozenset([1])}.__contains__({1}), {frozenset([1]), 5} - {frozenset([1])})
nested = {frozenset([1, 2]), frozenset()}
nested.discard({1, 2})
print(nested)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: set().pop())
attempt(lambda: {1}.remove(2))
attempt(lambda: {1}.remove("text"))
attempt(lambda: {1}.remove((1, 2)))
attempt(lambda: {1}.remove([]))
attempt(lambda: {1}.discard([]))
attempt(lambda: {1}.remove({5}))
attempt(lambda: {1}.add([]))
attempt(lambda: {1}.add())
attempt(lambda: {1}.update(5))
attempt(lambda: {1}.update([[]]))
attempt(lambda: {1}.difference_update(1))
attempt(lambda: {1}.issubset(1))
attempt(lambda: {1}.copy(1))
attempt(lambda: {1}.append(1))
attempt(lambda: {1}.isdisjoint())
