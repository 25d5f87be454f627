# Deeply nested blocks, long elif chains and large expressions.
def walk(depth):
    out = []
    for a in range(2):
        for b in range(2):
            for c in range(2):
                for d in range(2):
                    if a:
                        if b:
                            if c:
                                if d:
                                    while True:
                                        try:
                                            with_value = (a, b, c, d, depth)
                                            if depth:
                                                out.append(with_value)
                                                break
                                            else:
                                                raise StopIteration
                                        except StopIteration:
                                            out.append("stop")
                                            break
                                        finally:
                                            out.append("f")
                                else:
                                    out.append("d0")
                            else:
                                continue
                        else:
                            break
                    else:
                        out.append("a0") if not b and not c and not d else None
    return out


print(walk(0))
print(walk(1))


def chain(n):
    if n == 0:
        return "zero"
    elif n == 1:
        return "one"
    elif n == 2:
        return "two"
    elif n == 3:
        return "three"
    elif n == 4:
        return "four"
    elif n == 5:
        return "five"
    elif n == 6:
        return "six"
    else:
        return "many"


print([chain(n) for n in range(9)])
print((1), [[[[[[[[[[]]]]]]]]]], ((((((),),),),),))
print(1 + 2 - 3 * 4 // 5 % 6**1 + (7 - (8 - (9 - (10 - (11 - (12 - (13 - 14))))))) * -(1**2))
print("a" + "b" + "c" + "d" + "e" + "f" + "g" + "h" + "i" + "j" + "k" + "l" + "m" + "n" + "o" + "p")
f = lambda a: lambda b: lambda c: lambda d: lambda e: a + b + c + d + e
print(f(1)(2)(3)(4)(5), (lambda: (lambda: (lambda: "deep")())())())
print(1 if 0 else 2 if 0 else 3 if 0 else 4 if 0 else 5 if 1 else 6)
print([[[i * j * k for i in range(2)] for j in range(2)] for k in range(3)])
