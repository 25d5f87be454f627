"""Conway's game of life on an unbounded plane.

Usage: life [GENERATIONS]
"""

import sys

PATTERNS = {
    "glider": """
        .O.
        ..O
        OOO""",
    "pulsar seed": """
        OOOOO
        O...O""",
    "r-pentomino": """
        .OO
        OO.
        .O.""",
}


def parse(picture):
    """The set of living cells of a picture."""
    rows = [line.strip() for line in picture.strip().splitlines()]
    return {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == "O"}


def step(cells):
    """The next generation."""
    neighbours = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    position = (x + dx, y + dy)
                    neighbours[position] = neighbours.get(position, 0) + 1
    return {
        cell for cell, count in neighbours.items() if count == 3 or count == 2 and cell in cells
    }


def draw(cells):
    """Yield the lines of the smallest picture that shows all cells."""
    if not cells:
        yield "(nothing lives)"
        return
    left, right = min(x for x, _ in cells), max(x for x, _ in cells)
    top, bottom = min(y for _, y in cells), max(y for _, y in cells)
    for y in range(top, bottom + 1):
        yield "".join("O" if (x, y) in cells else "." for x in range(left, right + 1))


def evolve(cells):
    """Yield generation after generation, for ever."""
    while True:
        yield cells
        cells = step(cells)


def main(generations):
    """Run each pattern and show how it ends."""
    for name, picture in PATTERNS.items():
        seen = {}
        for number, cells in enumerate(evolve(parse(picture))):
            shape = frozenset(cells)
            if number == generations or shape in seen:
                break
            seen[shape] = number
        print(f"{name}: generation {number}, {len(cells)} cells", end="")
        print(f", repeats {seen[shape]}" if shape in seen else "")
        print("\n".join(draw(cells)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
