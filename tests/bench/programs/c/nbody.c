/* C twin of nbody.py: the same arithmetic in the same order. */
#include <math.h>
#include <stdio.h>

#define COUNT 5

typedef struct {
    double x, y, z, vx, vy, vz, mass;
} Body;

static Body bodies[COUNT];

static void advance(double step, int count) {
    for (int n = 0; n < count; n++) {
        for (int i = 0; i < COUNT; i++) {
            for (int j = i + 1; j < COUNT; j++) {
                Body *a = &bodies[i], *b = &bodies[j];
                double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
                double squared = dx * dx + dy * dy + dz * dz;
                double magnitude = step / (squared * sqrt(squared));
                double mass_a = a->mass * magnitude, mass_b = b->mass * magnitude;
                a->vx -= dx * mass_b;
                a->vy -= dy * mass_b;
                a->vz -= dz * mass_b;
                b->vx += dx * mass_a;
                b->vy += dy * mass_a;
                b->vz += dz * mass_a;
            }
        }
        for (int i = 0; i < COUNT; i++) {
            bodies[i].x += step * bodies[i].vx;
            bodies[i].y += step * bodies[i].vy;
            bodies[i].z += step * bodies[i].vz;
        }
    }
}

static double energy(void) {
    double total = 0.0;
    for (int i = 0; i < COUNT; i++) {
        Body *a = &bodies[i];
        total += 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
        for (int j = i + 1; j < COUNT; j++) {
            Body *b = &bodies[j];
            double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
            total -= a->mass * b->mass / sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
    return total;
}

int main(void) {
    bodies[0].mass = 39.5;
    for (int i = 1; i < COUNT; i++) {
        double x = 3.0 * i;
        bodies[i] = (Body){x, 0.25 * i, -0.1 * i, 0.05 * i, sqrt(39.5 / x), 0.01 * i, 0.04 / i};
    }
    printf("%.9f\n", energy());
    advance(0.001, 520000);
    printf("%.9f\n", energy());
    for (int i = 0; i < COUNT; i++)
        printf("%.6f %.6f %.6f\n", bodies[i].x, bodies[i].y, bodies[i].z);
    return 0;
}
