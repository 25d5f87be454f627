# A small report written, re-read, filtered, sorted and rewritten.
rows = [("pear", 3, 0.5), ("apple", 12, 0.25), ("fig", 7, 1.125), ("banana", 1, 0.4)]
with open("stock.csv", "w") as out:
    out.write("name,count,price\n")
    for name, count, price in rows:
        out.write(f"{name},{count},{price}\n")

table = []
with open("stock.csv") as source:
    header = source.readline().rstrip("\n").split(",")
    for line in source:
        fields = dict(zip(header, line.strip().split(",")))
        fields["count"] = int(fields["count"])
        fields["price"] = float(fields["price"])
        table.append(fields)
table.sort(key=lambda row: row["count"] * row["price"], reverse=True)
with open("report.txt", "w") as report:
    for row in table:
        print(
            f"{row['name']:<10}|{row['count']:>5}|{row['count'] * row['price']:>8.2f}", file=report
        )
    print("-" * 25, file=report)
    print(f"{'total':<10}|{sum(r['count'] for r in table):>5}", file=report)
with open("report.txt") as report, open("upper.txt", "w") as upper:
    for line in report:
        upper.write(line.upper() if "total" not in line else line)
print(open("upper.txt").read(), end="")
lines = open("upper.txt").read().splitlines()
print(len(lines), max(len(line) for line in lines), sorted(lines)[0])
counts = {}
for line in open("report.txt"):
    for c in line:
        counts[c] = counts.get(c, 0) + 1
print(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5])
with open("log.txt", "w") as log:
    for i in range(1000):
        log.write(f"{i:04d} {'x' * (i % 50)}\n")
with open("log.txt") as log:
    print(sum(len(line) for line in log))
with open("log.txt", "rb") as log:
    log.seek(5 * 10)
    print(log.readline(), log.tell())
