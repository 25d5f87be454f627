"""sort with and without key, of ints, floats, strings, tuples and objects."""


class Record:
    def __init__(self, name, score):
        self.name = name
        self.score = score

    def __lt__(self, other):
        return self.score < other.score


def make(count):
    state = 99
    values = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(state >> 4)
    return values


def run(values):
    checksum = 0
    ordered = sorted(values)
    checksum += ordered[1000] + ordered[-1000]
    ordered = sorted(values, key=lambda value: (value % 1000, value))
    checksum += ordered[500]
    ordered = sorted([str(value) for value in values], reverse=True)
    checksum += len(ordered[3])
    pairs = [(value % 100, -value) for value in values]
    pairs.sort()
    checksum += pairs[777][1]
    records = [Record(f"r{value % 5000}", value % 10007) for value in values]
    records.sort()
    checksum += records[4242].score
    records.sort(key=lambda record: record.name)
    checksum += records[100].score + records[-100].score
    floats = [value / 3.0 for value in values]
    floats.sort(key=abs, reverse=True)
    checksum += int(floats[10])
    ordered = sorted(sorted(values), key=lambda value: -value)
    return checksum, ordered[0], ordered[-1], records[3].name


def main():
    values = make(150000)
    for _ in range(4):
        result = run(values)
    print(*result)


main()
