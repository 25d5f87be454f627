# f-strings: expressions, conversions, specs, nesting, debugging form.
name, value, width, items = "world", 3.14159, 10, [1, 2]
print(
    f"hello {name}",
    f"{name!r} {name!s} {'é'!a}",
    f"{value:.2f}|{value:{width}.3f}|{value:<{width}}|{name:>{width}}|{name:^{width}}|",
)
print(
    f"{items} {items[0]} {items[-1] + 1} {len(items)} {name.upper()} {[x * 2 for x in items]} {({'k': 1})['k']} {(lambda x: x + 1)(1)}"
)
print(
    f"{{}} {{{name}}} }}{{",
    f"",
    f"{1}{2}{3}",
    f"{'nested ' + f'{name}'}",
    f"{name}plain {{name}}{value:.1f}",
    f"ab{1}c",
)
print(f"{value=} {value = } {name=!s} {name=:>8} {items[0]=} {1 + 1=} {value=:.2f} {name = !r:^10}")
print(
    f"{1 if items else 2} {items or 'none'} {not items} {1, 2} {*items, 3} {name if True else ''}"
)
print(f"{'a':*^9} {5:05} {5:+} {255:#x} {1234567:,} {0.5:%} {True} {None} {b'x'} {1e10}")
print(f"""triple {name}
second line {value:.3f} {items}""")
print(
    rf"\n {name} \{1}",
    rf"raw {name!r}\t",
    f"{name}",
    f"tab\t{name}\n\x41\N{BULLET}",
    f"{'\n'.join(['a', 'b'])}",
)
print(
    f"{10:{'>'}{width}}",
    f"{'x':{'*'}^{width // 2}}",
    f"{value:{width}.{len(items)}}",
    f"{3:{'0'}{4}}",
)
spec = "+.3e"
print(f"{value:{spec}}", f"{value:{spec!s}}", f"{'text':{'>' + str(8)}}")


class Custom:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "Custom()"

    def __str__(self):
        return "custom"


c = Custom()
print(
    f"{c} {c:abc} {c!r} {c!s} {c!r:>10} {c:{name}} {c::} {c:!r} {c=} {c=:x} {c:{ {} } if False else ''}"
    if False
    else f"{c} {c:abc} {c!r} {c!s} {c!r:>10} {c:{name}} {c::} {c=} {c=:x}"
)
