/* C twin of sieve.py. */
#include <stdio.h>
#include <stdlib.h>

static void count_primes(long limit) {
    char *composite = calloc(limit + 1, 1);
    long count = 0, checksum = 0;
    for (long number = 2; number <= limit; number++) {
        if (composite[number])
            continue;
        count++;
        checksum = (checksum * 31 + number) % 1000000007;
        for (long multiple = number * number; multiple <= limit; multiple += number)
            composite[multiple] = 1;
    }
    printf("%ld %ld %ld\n", limit, count, checksum);
    free(composite);
}

int main(void) {
    const long limits[] = {1000, 4000000, 3900000, 3800000, 3700000, 3600000};
    for (int i = 0; i < 6; i++)
        count_primes(limits[i]);
    return 0;
}
