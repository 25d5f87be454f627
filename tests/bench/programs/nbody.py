"""Five bodies, symplectic integration: float arithmetic on attributes of lists."""


def advance(bodies, step, count):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    for _ in range(count):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            squared = dx * dx + dy * dy + dz * dz
            magnitude = step / (squared * squared**0.5)
            mass_a = a[6] * magnitude
            mass_b = b[6] * magnitude
            a[3] -= dx * mass_b
            a[4] -= dy * mass_b
            a[5] -= dz * mass_b
            b[3] += dx * mass_a
            b[4] += dy * mass_a
            b[5] += dz * mass_a
        for body in bodies:
            body[0] += step * body[3]
            body[1] += step * body[4]
            body[2] += step * body[5]


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a[6] * (a[3] * a[3] + a[4] * a[4] + a[5] * a[5])
        for b in bodies[i + 1 :]:
            dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
            total -= a[6] * b[6] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def make_bodies():
    bodies = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.5]]
    for i in range(1, 5):
        x = 3.0 * i
        bodies.append([x, 0.25 * i, -0.1 * i, 0.05 * i, (39.5 / x) ** 0.5, 0.01 * i, 0.04 / i])
    return bodies


def main():
    bodies = make_bodies()
    print(f"{energy(bodies):.9f}")
    advance(bodies, 0.001, 520000)
    print(f"{energy(bodies):.9f}")
    for body in bodies:
        print(f"{body[0]:.6f} {body[1]:.6f} {body[2]:.6f}")


main()
