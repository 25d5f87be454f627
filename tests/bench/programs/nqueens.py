"""All solutions of the queens problem by backtracking over lists of flags."""


def solve(row, size, columns, rising, falling, placed):
    if row == size:
        checksum = 0
        for column in placed:
            checksum = (checksum * 7 + column) % 10007
        return 1, checksum
    count = total = 0
    for column in range(size):
        up = row + column
        down = row - column + size - 1
        if columns[column] or rising[up] or falling[down]:
            continue
        columns[column] = rising[up] = falling[down] = True
        placed[row] = column
        found, checksum = solve(row + 1, size, columns, rising, falling, placed)
        count += found
        total += checksum
        columns[column] = rising[up] = falling[down] = False
    return count, total


def main():
    size = 11
    for _ in range(16):
        flags = [False] * size, [False] * (2 * size), [False] * (2 * size)
        print(size, *solve(0, size, *flags, [0] * size))


main()
