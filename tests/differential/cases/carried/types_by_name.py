# Types that are named but never called by that name, and types that are called without being named.
import builtins

makers = [range, enumerate, zip, map, filter, reversed, frozenset, bytearray, memoryview if False else bytes, complex if False else float]
print([maker.__name__ for maker in makers])
print(list(makers[0](4)), list(makers[1]("ab")), list(makers[2]("ab", [1, 2])), list(makers[3](str, [1, 2])))
print(list(makers[4](None, [0, 1])), list(makers[5]([1, 2])), makers[6]([1]), makers[7](b"x"))
print(getattr(builtins, "ra" "nge")(2))
print(isinstance(3, (set, frozenset)), issubclass(bool, int))
match [1, 2]:
    case list():
        print("a list")
print({"range": 1}["range"], range.__doc__ is None)
