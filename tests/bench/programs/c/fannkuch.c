/* C twin of fannkuch.py. */
#include <stdio.h>
#include <string.h>

#define SIZE 10

int main(void) {
    int permutation[SIZE], work[SIZE], count[SIZE] = {0};
    long maximum = 0, checksum = 0;
    int sign = 1;
    for (int i = 0; i < SIZE; i++)
        permutation[i] = i;
    for (;;) {
        int first = permutation[0];
        if (first) {
            long flips = 0;
            memcpy(work, permutation, sizeof work);
            while (first) {
                for (int low = 0, high = first; low < high; low++, high--) {
                    int moved = work[low];
                    work[low] = work[high];
                    work[high] = moved;
                }
                flips++;
                first = work[0];
            }
            if (flips > maximum)
                maximum = flips;
            checksum += sign * flips;
        }
        if (sign == 1) {
            int moved = permutation[0];
            permutation[0] = permutation[1];
            permutation[1] = moved;
            sign = -1;
            continue;
        }
        int moved = permutation[1];
        permutation[1] = permutation[2];
        permutation[2] = moved;
        sign = 1;
        for (int i = 2;;) {
            if (count[i] < i) {
                count[i]++;
                break;
            }
            count[i++] = 0;
            if (i == SIZE) {
                printf("%ld %ld\n", checksum, maximum);
                return 0;
            }
            moved = permutation[0];
            for (int j = 0; j < i; j++)
                permutation[j] = permutation[j + 1];
            permutation[i] = moved;
        }
    }
}
