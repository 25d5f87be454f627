"""Power iteration with an implicit matrix: calls of a small function and float sums."""


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply(vector):
    size = len(vector)
    result = []
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += element(i, j) * vector[j]
        result.append(total)
    return result


def multiply_transposed(vector):
    size = len(vector)
    result = []
    for i in range(size):
        total = 0.0
        for j in range(size):
            total += element(j, i) * vector[j]
        result.append(total)
    return result


def main():
    u = [1.0] * 680
    v = u
    for _ in range(10):
        v = multiply_transposed(multiply(u))
        u = multiply_transposed(multiply(v))
    dot_uv = dot_vv = 0.0
    for a, b in zip(u, v):
        dot_uv += a * b
        dot_vv += b * b
    print(f"{(dot_uv / dot_vv) ** 0.5:.9f}")


main()
