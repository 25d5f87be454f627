# A stack machine with a small assembler: dispatch through dictionaries and closures.
class MachineError(Exception):
    pass


def binary(symbol, function):
    def operation(machine, _):
        b, a = machine.stack.pop(), machine.stack.pop()
        machine.stack.append(function(a, b))

    operation.__name__ = "op_" + symbol
    return operation


class Machine:
    operations = {
        "add": binary("add", lambda a, b: a + b),
        "sub": binary("sub", lambda a, b: a - b),
        "mul": binary("mul", lambda a, b: a * b),
        "mod": binary("mod", lambda a, b: a % b),
        "lt": binary("lt", lambda a, b: int(a < b)),
    }

    def __init__(self, code, labels):
        self.code, self.labels = code, labels
        self.stack, self.variables, self.output = [], {}, []
        self.pc = self.steps = 0

    def run(self, limit=100_000):
        while self.pc < len(self.code):
            name, argument = self.code[self.pc]
            self.pc += 1
            self.steps += 1
            if self.steps > limit:
                raise MachineError("step limit")
            operation = self.operations.get(name) or getattr(self, "op_" + name, None)
            if operation is None:
                raise MachineError(f"unknown operation {name!r} at {self.pc - 1}")
            try:
                operation(self, argument) if name in self.operations else operation(argument)
            except IndexError:
                raise MachineError(f"stack underflow in {name}") from None
            except ZeroDivisionError as error:
                raise MachineError(f"{name}: {error}") from error
        return self.output

    def op_push(self, argument):
        self.stack.append(int(argument))

    def op_load(self, argument):
        self.stack.append(self.variables[argument])

    def op_store(self, argument):
        self.variables[argument] = self.stack.pop()

    def op_print(self, argument):
        self.output.append(self.stack.pop())

    def op_jump(self, argument):
        self.pc = self.labels[argument]

    def op_jumpif(self, argument):
        if self.stack.pop():
            self.pc = self.labels[argument]


def assemble(source):
    code, labels = [], {}
    for line in source.splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
        else:
            name, *rest = line.split()
            code.append((name, rest[0] if rest else None))
    return code, labels


COLLATZ = """
    push 27
    store n
    push 0
    store steps
loop:
    load n
    push 2
    lt
    jumpif end
    load n
    push 2
    mod
    jumpif odd
    load n      # halve by repeated subtraction is too slow: use big multiply
    half
    store n
    jump next
odd:
    load n
    push 3
    mul
    push 1
    add
    store n
next:
    load steps
    push 1
    add
    store steps
    jump loop
end:
    load steps
    print
"""
Machine.op_half = lambda self, _: self.stack.append(self.stack.pop() // 2)
print(Machine(*assemble(COLLATZ)).run())
FACTORIAL = "push 30\nstore n\npush 1\nstore r\nloop:\nload n\nload r\nmul\nstore r\nload n\npush -1\nadd\nstore n\npush 0\nload n\nlt\njumpif loop\nload r\nprint"
print(Machine(*assemble(FACTORIAL)).run())
for source in (
    "add",
    "push 1\npush 0\nmod",
    "fly",
    "loop:\njump loop",
    "load x",
    "push abc",
    "jump nowhere",
):
    try:
        print(Machine(*assemble(source)).run(1000))
    except MachineError as error:
        print("MachineError", error, repr(error.__cause__))
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
print(Machine.operations["add"].__name__)
