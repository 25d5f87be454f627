# In which order containers, frames and calls let go of what they hold.
class T:
    def __init__(s,n): s.n=n
    def __del__(s): print("del",s.n)
def mk(n): return [T(n+str(i)) for i in range(3)]
a=mk("list"); a=None
a=mk("clear"); a.clear()
a=mk("slice"); del a[:]
a=mk("slicepart"); a.append(1); del a[:3]
a=mk("assign"); a[:]=[1,2]
a=mk("mul"); a*=0
a=tuple(mk("tuple")); a=None
a={i:v for i,v in enumerate(mk("dict"))}; a=None
a={i:v for i,v in enumerate(mk("dictclear"))}; a.clear()
a=mk("ext"); a[::2]=[1,2]; a=None
a=mk("delext"); del a[::2]; a=None
a=mk("init"); a.__init__(); a=None
class L(list): pass
a=L(mk("sub")); a=None
class O: pass
a=O(); a.x=T("x"); a.y=T("y"); a.z=T("z"); a=None
class S: __slots__=("p","q","r")
a=S(); a.r=T("r"); a.q=T("q"); a.p=T("p"); a=None
def f(a,b,*c,**d):
    x=T("local x"); y=T("local y")
def gen():
    x=T("g x"); y=T("g y"); yield 1
g=gen(); next(g); g=None
f=lambda x=T("d1"), y=T("d2"),*,k=T("k1"),l=T("k2"):0
f=None
class E(Exception): pass
e=E(T("e1"),T("e2")); e=None
s=slice(T("s1"),T("s2"),T("s3")); s=None
class C:
    m=T("m"); n=T("n")
del C
d=dict(a=T("da")); d["a"]=T("db"); d.update(a=T("dc")); del d["a"]
a=[mk("n1"),mk("n2")]; a=None
def two(a,b,*c): x=T("in callee")
two(T("first"),T("second"),T("third"))
