# Types that nothing mentions, from the list of what is derived from `object`.
def named(name):
    for cls in object.__subclasses__():
        if cls.__name__ == name:
            return cls


print(named("byte" + "array")(b"abc"))
print(sorted(named("frozen" + "set")([2, 1])))
print(list(named("ma" + "p")(str, [1, 2])))
