"""Escape counts over a grid: float loops with early exit; prints a checksum."""


def escape(cx, cy, limit):
    x = y = 0.0
    for i in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def main():
    width, height, limit = 900, 680, 200
    checksum = inside = 0
    for row in range(height):
        cy = 2.4 * row / height - 1.2
        for column in range(width):
            cx = 3.2 * column / width - 2.2
            count = escape(cx, cy, limit)
            if count == limit:
                inside += 1
            checksum = (checksum * 31 + count) % 1000000007
    print(inside, checksum)


main()
