"""Pancake flips over all permutations: list indexing and slicing with small ints."""


def fannkuch(n):
    permutation = list(range(n))
    count = [0] * n
    maximum = checksum = 0
    sign = 1
    while True:
        first = permutation[0]
        if first:
            work = permutation[:]
            flips = 0
            while first:
                low, high = 0, first
                while low < high:
                    work[low], work[high] = work[high], work[low]
                    low += 1
                    high -= 1
                flips += 1
                first = work[0]
            if flips > maximum:
                maximum = flips
            checksum += sign * flips
        if sign == 1:
            permutation[0], permutation[1] = permutation[1], permutation[0]
            sign = -1
        else:
            permutation[1], permutation[2] = permutation[2], permutation[1]
            sign = 1
            i = 2
            while True:
                if count[i] < i:
                    count[i] += 1
                    break
                count[i] = 0
                i += 1
                if i == n:
                    return checksum, maximum
                moved = permutation[0]
                for j in range(i):
                    permutation[j] = permutation[j + 1]
                permutation[i] = moved


def main():
    checksum, maximum = fannkuch(10)
    print(checksum, maximum)


main()
