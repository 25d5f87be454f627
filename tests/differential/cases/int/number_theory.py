# Integer algorithms whose intermediate results cross the inline range.
def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def extended_gcd(a, b):
    x0, x1, y0, y1 = 1, 0, 0, 1
    while b:
        q, a, b = a // b, b, a % b
        x0, x1 = x1, x0 - q * x1
        y0, y1 = y1, y0 - q * y1
    return a, x0, y0


def rho(n):
    if n % 2 == 0:
        return 2
    for c in range(1, 20):
        x = y = 2
        d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d, b = abs(x - y), n
            while b:
                d, b = b, d % b
        if d != n:
            return d


def factor(n):
    if n == 1:
        return []
    if is_prime(n):
        return [n]
    d = rho(n)
    return sorted(factor(d) + factor(n // d))


print([n for n in range(100) if is_prime(n)])
print([is_prime(2**p - 1) for p in (13, 17, 31, 61, 67, 89, 107, 127, 257)])
print(
    factor(2**32 + 1),
    factor(600851475143),
    factor(10**12 + 39),
    factor(2**47 - 1),
    factor(1234567890123456789),
)
print(extended_gcd(240, 46), extended_gcd(10**20 + 39, 2**70))
p, q, e = 2**61 - 1, 2**89 - 1, 65537
n, phi = p * q, (p - 1) * (q - 1)
d = pow(e, -1, phi)
message = int.from_bytes(b"attack at dawn", "big")
cipher = pow(message, e, n)
print(cipher, pow(cipher, d, n).to_bytes(14, "big"), extended_gcd(e, phi)[1] % phi == d)
print(
    sum(pow(k, k, 10**10) for k in range(1, 500)) % 10**10,
    sum(int(c) for c in str(2**1000)),
    len(str(3**5000)),
)
state = 1
for _ in range(1000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
print(state, state >> 33, state & 0xFFFFFFFF)
