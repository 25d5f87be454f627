# Left and right shift of small, big and negative integers, and their errors.
for value in (0, 1, -1, 5, -5, 255, -256, 2**46, -(2**46), 2**63, -(2**63), 10**25, -(10**25)):
    for amount in (0, 1, 7, 31, 46, 63, 64, 65, 130):
        print(value << amount, value >> amount)

print(1 << 1000 == 2**1000, (1 << 1000) >> 999, (-1) >> 10**6)
print(5 >> 10**20, -5 >> 10**20, 0 << 10**20)
print(True << 3, True >> 1)

shifted = 3
shifted <<= 70
print(shifted)
shifted >>= 69
print(shifted)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: 1 << -1)
attempt(lambda: 1 >> -1)
attempt(lambda: 10**30 >> -(10**30))
attempt(lambda: 1 << 1.0)
attempt(lambda: 1.0 >> 1)
attempt(lambda: 1 << "2")
