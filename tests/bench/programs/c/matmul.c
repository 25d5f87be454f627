/* C twin of matmul.py: matrices behind row pointers, as lists of lists are. */
#include <stdio.h>
#include <stdlib.h>

#define SIZE 150

static double **allocate(void) {
    double **rows = malloc(SIZE * sizeof *rows);
    for (int i = 0; i < SIZE; i++)
        rows[i] = calloc(SIZE, sizeof **rows);
    return rows;
}

static double **make(long seed) {
    double **rows = allocate();
    long state = seed;
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            state = (state * 1103515245 + 12345) % 2147483648;
            rows[i][j] = state / 2147483648.0 - 0.5;
        }
    }
    return rows;
}

static double **multiply(double **a, double **b) {
    double **result = allocate();
    for (int i = 0; i < SIZE; i++) {
        for (int k = 0; k < SIZE; k++) {
            double factor = a[i][k];
            for (int j = 0; j < SIZE; j++)
                result[i][j] += factor * b[k][j];
        }
    }
    return result;
}

int main(void) {
    double **a = make(1), **b = make(2), **c = a;
    double trace = 0.0;
    for (int n = 0; n < 16; n++)
        c = multiply(c, b);
    for (int i = 0; i < SIZE; i++)
        trace += c[i][i];
    printf("%.6e %.6e %.6e\n", trace, c[0][SIZE - 1], c[SIZE - 1][0]);
    return 0;
}
