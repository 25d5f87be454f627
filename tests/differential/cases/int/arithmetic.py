# Integer addition, subtraction and multiplication across the inline and big ranges.
values = [0, 1, -1, 7, -7, 255, 2**31 - 1, 2**31, -(2**31), 2**46, 2**47 - 1, 2**47, -(2**47) - 1]
values += [2**62, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, -(10**30)]

for a in values:
    print(a, -a, +a, abs(a), ~a)

for a in values[6:]:
    for b in values[6::3]:
        print(a + b, a - b, a * b)

total = 1
for i in range(1, 40):
    total *= i
print(total)

counter = 2**46 - 3
for _ in range(6):
    counter += 1
    print(counter)
for _ in range(6):
    counter -= 1
print(counter)
counter = -(2**63)
counter -= 1
print(counter)
counter += 1
print(counter, counter == -9223372036854775808)
