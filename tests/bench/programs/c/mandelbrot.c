/* C twin of mandelbrot.py. */
#include <stdio.h>

static int escape(double cx, double cy, int limit) {
    double x = 0.0, y = 0.0;
    for (int i = 0; i < limit; i++) {
        double xx = x * x, yy = y * y;
        if (xx + yy > 4.0)
            return i;
        y = 2.0 * x * y + cy;
        x = xx - yy + cx;
    }
    return limit;
}

int main(void) {
    const int width = 900, height = 680, limit = 200;
    long checksum = 0, inside = 0;
    for (int row = 0; row < height; row++) {
        double cy = 2.4 * row / height - 1.2;
        for (int column = 0; column < width; column++) {
            double cx = 3.2 * column / width - 2.2;
            int count = escape(cx, cy, limit);
            inside += count == limit;
            checksum = (checksum * 31 + count) % 1000000007;
        }
    }
    printf("%ld %ld\n", inside, checksum);
    return 0;
}
