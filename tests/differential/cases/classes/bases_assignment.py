# Assignment to __bases__: what changes, what is refused.
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
class A:
    x=1
    def __init__(self): self.a=1
    def __repr__(self): return "A!"
class B:
    x=2
    def __init__(self): self.b=1
    def __repr__(self): return "B!"
    def __len__(self): return 7
class C(A): pass
class D(C): y=5
d=D(); c=C()
print(d,c,c.x,D.__mro__)
C.__bases__=(B,)
print(d,c,c.x,len(d),D.__mro__,C.__base__,A.__subclasses__(),B.__subclasses__(), D.__bases__)
print(c.__dict__, d.a)
n=C(); print(n.__dict__, D().__dict__)
C.__bases__=(A,B)
print(d,len(d),C.__mro__, isinstance(d,A), issubclass(D,B))
C.__bases__=(A,)
attempt(lambda: len(d))
attempt(lambda: setattr(C,'__bases__',()))
attempt(lambda: setattr(C,'__bases__',(1,)))
attempt(lambda: setattr(C,'__bases__',1))
attempt(lambda: delattr(C,'__bases__'))
attempt(lambda: setattr(int,'__bases__',(A,)))
attempt(lambda: setattr(C,'__bases__',(D,)))
attempt(lambda: setattr(C,'__bases__',(C,)))
attempt(lambda: setattr(C,'__bases__',(int,)))
attempt(lambda: setattr(C,'__bases__',(bool,)))
attempt(lambda: setattr(C,'__bases__',(object,)))
attempt(lambda: setattr(C,'__bases__',(A,A)))
attempt(lambda: setattr(C,'__bases__',(A,object)))
attempt(lambda: setattr(C,'__bases__',(object,A)))
class S: __slots__=('p',)
attempt(lambda: setattr(C,'__bases__',(S,)))
class E(Exception): pass
attempt(lambda: setattr(C,'__bases__',(E,)))
class P(S): __slots__=()
class Q(S): __slots__=()
class R(P): pass
attempt(lambda: setattr(R,'__bases__',(Q,)))
r=R(); r.p=5; r.z=1; print(r.p, r.__dict__, R.__mro__)
class F1(Exception): pass
class F2(F1): pass
class F3(Exception): pass
F2.__bases__=(F3,)
try: raise F2("x")
except F3 as e: print("caught", e)
print(C.__bases__, D.__mro__)
