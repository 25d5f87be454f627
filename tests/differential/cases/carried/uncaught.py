# A traceback asks for much that the program does not.
def f(x):
    return x.foo
class C:
    fooo = 1
try:
    f(C())
except AttributeError as e:
    print(e, e.name, e.obj.fooo)
def g(n):
    return g(n - 1) if n else 1 / 0
try:
    g(3)
except ZeroDivisionError as e:
    print(e.__traceback__.tb_lineno)
raise ExceptionGroup("eg", [ValueError(1), TypeError(10**30, 1.5, b"x", {1}, [2], {"a": (1,)})])
