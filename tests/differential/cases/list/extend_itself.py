"""Lists that grow by themselves."""


class Sub(list):
    pass


class Counting(list):
    def __iter__(self):
        print("not asked for an iterator")
        return super().__iter__()


for kind in (list, Sub, Counting):
    items = kind([1, [2]])
    items.extend(items)
    items += items
    print(kind.__name__, items.__iadd__(items) is items, len(items), list.__repr__(items))
    items[2:4] = items
    print(len(items))

other = Counting([1])
plain = [0]
plain.extend(other)
plain += other
print(plain)
