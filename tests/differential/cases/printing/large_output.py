# Many small writes and one large write arrive complete and in order.
import sys

for i in range(2000):
    print(i, i * i, sep=":", end="\n" if i % 10 == 9 else " ")
print("x" * 100000)
print("\n".join(str(i) for i in range(3000)))
print("漢" * 20000)
for i in range(50):
    sys.stdout.write("line %d\n" % i)
    if i % 7 == 0:
        sys.stdout.flush()
for _ in range(1000):
    print(end="")
    print("", end="")
    print(".", end="")
print()
print(*(str(i) for i in range(5000)))
print(list(range(1000)))
print({i: str(i) for i in range(500)})
print("end")
