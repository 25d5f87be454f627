"""Sieve of Eratosthenes with an explicit inner loop over a list."""


def count_primes(limit):
    composite = [False] * (limit + 1)
    count = 0
    checksum = 0
    for number in range(2, limit + 1):
        if composite[number]:
            continue
        count += 1
        checksum = (checksum * 31 + number) % 1000000007
        multiple = number * number
        while multiple <= limit:
            composite[multiple] = True
            multiple += number
    return count, checksum


def main():
    for limit in (1000, 4000000, 3900000, 3800000, 3700000, 3600000):
        print(limit, *count_primes(limit))


main()
