# Format specifications and percent formatting of floats.
values = [
    0.0,
    -0.0,
    1.0,
    1234567.891,
    -1234567.891,
    0.000123456,
    1e20,
    123.456,
    99.995,
    1e-10,
    2.5,
    0.5,
]
specs = [
    "",
    ".0f",
    ".2f",
    "f",
    "e",
    ".3e",
    "E",
    "g",
    ".3g",
    "#.3g",
    "G",
    "n",
    "%",
    ".1%",
    "10.2f",
    "<10.2f|",
    "^12.1f",
]
specs += [
    "+.1f",
    " .1f",
    "010.2f",
    "-10.3f",
    "*>12.2f",
    "=+12.2f",
    ",.2f",
    "_.2f",
    ",",
    ".10",
    ".17g",
    "z.0f",
    "#.0f",
    "#g",
]
for value in values:
    print([format(value, spec) for spec in specs if not spec.endswith("|")])
    print(format(value, "<10.2f") + "|")

for value in values:
    print("%f|%.2f|%10.3f|%-10.1f|%+.1f|% .1f|%010.2f|%e|%.2E|%g|%G|%#.0f" % ((value,) * 12))

print("%s %r %d %i %x" % (1.5, 1.5, 1.9, -1.9, 255))
print("%.*f" % (3, 2.0), "%*.*f" % (10, 2, 3.14159), "%5.1f%%" % 99.5)
print(f"{3.14159:.{2}f} {3.14159:{10}.{3}} {1e6:,.0f} {0.1:.20f} {1e15:g} {1e16:g} {123456789.0:g}")
print(f"{1e-5} {1e16} {1e15} {100000.0:.6g} {1000000.0:.6g} {0.0001:g} {0.00001:g}")
print(f"{12345.678:,.2f} {0.1234567:,.5f} {1234567.0:_} {1234567.1234567:.6_f} {1234.5678:,.3,f}")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(1.5, "d"))
attempt(lambda: format(1.5, "x"))
attempt(lambda: format(1.5, "s"))
attempt(lambda: format(1.5, "zz"))
attempt(lambda: format(1.5, ",_f"))
attempt(lambda: "%x" % 1.5)
attempt(lambda: "%c" % 1.5)
attempt(lambda: "%d" % float("nan"))
attempt(lambda: format(1.5, "10.f"))
