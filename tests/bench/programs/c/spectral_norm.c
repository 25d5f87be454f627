/* C twin of spectral_norm.py. */
#include <math.h>
#include <stdio.h>

#define SIZE 680

static double element(long i, long j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(const double *vector, double *result) {
    for (long i = 0; i < SIZE; i++) {
        double total = 0.0;
        for (long j = 0; j < SIZE; j++)
            total += element(i, j) * vector[j];
        result[i] = total;
    }
}

static void multiply_transposed(const double *vector, double *result) {
    for (long i = 0; i < SIZE; i++) {
        double total = 0.0;
        for (long j = 0; j < SIZE; j++)
            total += element(j, i) * vector[j];
        result[i] = total;
    }
}

int main(void) {
    static double u[SIZE], v[SIZE], between[SIZE];
    double dot_uv = 0.0, dot_vv = 0.0;
    for (long i = 0; i < SIZE; i++)
        u[i] = 1.0;
    for (int n = 0; n < 10; n++) {
        multiply(u, between);
        multiply_transposed(between, v);
        multiply(v, between);
        multiply_transposed(between, u);
    }
    for (long i = 0; i < SIZE; i++) {
        dot_uv += u[i] * v[i];
        dot_vv += v[i] * v[i];
    }
    printf("%.9f\n", sqrt(dot_uv / dot_vv));
    return 0;
}
