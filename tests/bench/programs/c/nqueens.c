/* C twin of nqueens.py. */
#include <stdio.h>
#include <string.h>

#define SIZE 11

static char columns[SIZE], rising[2 * SIZE], falling[2 * SIZE];
static int placed[SIZE];
static long total;

static long solve(int row) {
    if (row == SIZE) {
        long checksum = 0;
        for (int i = 0; i < SIZE; i++)
            checksum = (checksum * 7 + placed[i]) % 10007;
        total += checksum;
        return 1;
    }
    long count = 0;
    for (int column = 0; column < SIZE; column++) {
        int up = row + column, down = row - column + SIZE - 1;
        if (columns[column] || rising[up] || falling[down])
            continue;
        columns[column] = rising[up] = falling[down] = 1;
        placed[row] = column;
        count += solve(row + 1);
        columns[column] = rising[up] = falling[down] = 0;
    }
    return count;
}

int main(void) {
    for (int n = 0; n < 16; n++) {
        total = 0;
        long count = solve(0);
        printf("%d %ld %ld\n", SIZE, count, total);
    }
    return 0;
}
