"""Product of matrices held as lists of lists of floats."""


def make(size, seed):
    rows = []
    state = seed
    for _ in range(size):
        row = []
        for _ in range(size):
            state = (state * 1103515245 + 12345) % 2147483648
            row.append(state / 2147483648.0 - 0.5)
        rows.append(row)
    return rows


def multiply(a, b):
    size = len(a)
    result = [[0.0] * size for _ in range(size)]
    for i in range(size):
        row = a[i]
        out = result[i]
        for k in range(size):
            factor = row[k]
            other = b[k]
            for j in range(size):
                out[j] += factor * other[j]
    return result


def main():
    size = 150
    a = make(size, 1)
    b = make(size, 2)
    c = a
    for _ in range(16):
        c = multiply(c, b)
    trace = 0.0
    for i in range(size):
        trace += c[i][i]
    print(f"{trace:.6e} {c[0][size - 1]:.6e} {c[size - 1][0]:.6e}")


main()
