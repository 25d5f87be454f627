"""Planets around the sun: a symplectic integrator, and the energy that it should conserve.

Usage: nbody [STEPS]
"""

import sys

PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
DAYS_PER_YEAR = 365.24


class Body:
    """A mass with position and velocity in three dimensions."""

    def __init__(self, name, position, velocity, mass):
        self.name = name
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = (component * DAYS_PER_YEAR for component in velocity)
        self.mass = mass * SOLAR_MASS


def solar_system():
    """The sun and the four giants."""
    return [
        Body("sun", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        Body(
            "jupiter",
            (4.84143144246472090e00, -1.16032004402742839e00, -1.03622044471123109e-01),
            (1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05),
            9.54791938424326609e-04,
        ),
        Body(
            "saturn",
            (8.34336671824457987e00, 4.12479856412430479e00, -4.03523417114321381e-01),
            (-2.76742510726411160e-03, 4.99852801234917238e-03, 2.30417297573763929e-05),
            2.85885980666130812e-04,
        ),
        Body(
            "uranus",
            (1.28943695621391310e01, -1.51111514016986312e01, -2.23307578892655734e-01),
            (2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05),
            4.36624404335156298e-05,
        ),
        Body(
            "neptune",
            (1.53796971148509165e01, -2.59193146099879641e01, 1.79258772950371181e-01),
            (2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05),
            5.15138902046611451e-05,
        ),
    ]


def offset_momentum(bodies):
    """Let the sun move so that the whole system does not drift."""
    sun = bodies[0]
    sun.vx = -sum(body.vx * body.mass for body in bodies) / SOLAR_MASS
    sun.vy = -sum(body.vy * body.mass for body in bodies) / SOLAR_MASS
    sun.vz = -sum(body.vz * body.mass for body in bodies) / SOLAR_MASS


def energy(bodies):
    """Kinetic plus potential energy."""
    total = 0.0
    for i, body in enumerate(bodies):
        total += 0.5 * body.mass * (body.vx**2 + body.vy**2 + body.vz**2)
        for other in bodies[i + 1 :]:
            dx, dy, dz = body.x - other.x, body.y - other.y, body.z - other.z
            total -= body.mass * other.mass / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def advance(bodies, step):
    """One step of the integrator."""
    for i, body in enumerate(bodies):
        for other in bodies[i + 1 :]:
            dx, dy, dz = body.x - other.x, body.y - other.y, body.z - other.z
            distance_squared = dx * dx + dy * dy + dz * dz
            magnitude = step / (distance_squared * distance_squared**0.5)
            body.vx -= dx * other.mass * magnitude
            body.vy -= dy * other.mass * magnitude
            body.vz -= dz * other.mass * magnitude
            other.vx += dx * body.mass * magnitude
            other.vy += dy * body.mass * magnitude
            other.vz += dz * body.mass * magnitude
    for body in bodies:
        body.x += step * body.vx
        body.y += step * body.vy
        body.z += step * body.vz


def main(steps):
    """Print the energy before and after, and where the planets are."""
    bodies = solar_system()
    offset_momentum(bodies)
    print(f"energy before: {energy(bodies):.9f}")
    for _ in range(steps):
        advance(bodies, 0.01)
    print(f"energy after {steps} steps: {energy(bodies):.9f}")
    for body in bodies:
        print(f"{body.name:<8} {body.x:>12.6f} {body.y:>12.6f} {body.z:>12.6f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
