# Arithmetic on integers of hundreds of digits, with self-checks and printed checksums.
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def integer_sqrt(n):
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


f200 = factorial(200)
print(f200)
print(len(str(f200)), f200 % (10**9 + 7), f200 // factorial(198))
print(fibonacci(500))
print(gcd(fibonacci(300), fibonacci(200)) == fibonacci(100))
print(integer_sqrt(10**101))
root = integer_sqrt(f200)
print(root * root <= f200 < (root + 1) * (root + 1))
big = 3**400
for divisor in (7, 10**9, 2**64, 10**50 + 7, 3**399, -(7**60)):
    quotient, remainder = divmod(big, divisor)
    assert quotient * divisor + remainder == big
    print(quotient % 1000003, remainder % 1000003, (quotient > 0) == (divisor > 0))
print(sum(int(digit) for digit in str(2**1000)))
print((2**200 - 1) & (10**60), (2**200) ^ (3**120), -(2**200) | 3**100)
print(hex(3**150), oct(3**80))
