/* The smallest C program: the measure for start-up time. */
#include <stdio.h>

int main(void) {
    puts("Hello from Molt!");
    return 0;
}
