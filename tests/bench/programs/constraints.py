"""An incremental constraint solver: many small classes, virtual calls, lists of objects.

Variables are linked by one-way constraints of different strength; changing a source propagates
along a plan, and edits add and remove constraints.
"""


class Strength:
    def __init__(self, level, name):
        self.level = level
        self.name = name

    def stronger(self, other):
        return self.level < other.level

    def weaker(self, other):
        return self.level > other.level


REQUIRED = Strength(0, "required")
STRONG = Strength(1, "strong")
MEDIUM = Strength(2, "medium")
WEAK = Strength(3, "weak")
ABSENT = Strength(4, "absent")


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.strength = ABSENT
        self.stay = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def attach(self, solver):
        for variable in self.variables():
            variable.constraints.append(self)
        solver.add(self)

    def detach(self, solver):
        if self.is_satisfied():
            solver.remove(self)
        for variable in self.variables():
            variable.constraints.remove(self)

    def satisfy(self, mark, solver):
        self.choose(mark)
        if not self.is_satisfied():
            return None
        for variable in self.inputs():
            variable.mark = mark
        output = self.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.unsatisfy()
        output.determined_by = self
        solver.propagate(self, mark)
        output.mark = mark
        return overridden

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stay or variable.determined_by is None):
                return False
        return True


class Unary(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False

    def variables(self):
        return [self.variable]

    def inputs(self):
        return []

    def output(self):
        return self.variable

    def choose(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength.stronger(
            self.variable.strength
        )

    def is_satisfied(self):
        return self.satisfied

    def unsatisfy(self):
        self.satisfied = False

    def recalculate(self):
        self.variable.strength = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()

    def is_input(self):
        return False

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Binary(Constraint):
    def __init__(self, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = 0

    def variables(self):
        return [self.first, self.second]

    def inputs(self):
        return [self.first if self.direction > 0 else self.second]

    def output(self):
        return self.second if self.direction > 0 else self.first

    def choose(self, mark):
        if self.first.mark == mark:
            usable = self.second.mark != mark and self.strength.stronger(self.second.strength)
            self.direction = 1 if usable else 0
        elif self.second.mark == mark:
            self.direction = -1 if self.strength.stronger(self.first.strength) else 0
        elif self.first.strength.weaker(self.second.strength):
            self.direction = -1 if self.strength.stronger(self.first.strength) else 0
        else:
            self.direction = 1 if self.strength.stronger(self.second.strength) else 0

    def is_satisfied(self):
        return self.direction != 0

    def unsatisfy(self):
        self.direction = 0

    def is_input(self):
        return False

    def recalculate(self):
        source, target = self.inputs()[0], self.output()
        target.strength = (
            self.strength if self.strength.weaker(source.strength) else source.strength
        )
        target.stay = source.stay
        if target.stay:
            self.execute()


class Equal(Binary):
    def execute(self):
        self.output().value = self.inputs()[0].value


class Scale(Binary):
    def __init__(self, source, factor, offset, target, strength):
        super().__init__(source, target, strength)
        self.factor = factor
        self.offset = offset

    def execute(self):
        if self.direction > 0:
            self.second.value = self.first.value * self.factor + self.offset
        else:
            self.first.value = (self.second.value - self.offset) // self.factor


class Solver:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def remove(self, constraint):
        output = constraint.output()
        constraint.unsatisfy()
        output.determined_by = None
        output.strength = ABSENT
        output.stay = True
        unsatisfied = []
        pending = [output]
        while pending:
            variable = pending.pop()
            for other in variable.constraints:
                if not other.is_satisfied():
                    unsatisfied.append(other)
                elif other is not variable.determined_by:
                    other.recalculate()
                    pending.append(other.output())
        for strength in (REQUIRED, STRONG, MEDIUM, WEAK):
            for other in unsatisfied:
                if other.strength is strength and not other.is_satisfied():
                    self.add(other)

    def propagate(self, constraint, mark):
        pending = [constraint]
        while pending:
            current = pending.pop()
            current.recalculate()
            output = current.output()
            for other in output.constraints:
                if other is not current and other.is_satisfied() and other.output() is not output:
                    pending.append(other)

    def plan_from(self, edits):
        mark = self.new_mark()
        plan = []
        pending = [edit for edit in edits if edit.is_input() and edit.is_satisfied()]
        while pending:
            constraint = pending.pop()
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                output.mark = mark
                for other in output.constraints:
                    if other is not output.determined_by and other.is_satisfied():
                        pending.append(other)
        return plan


def change(solver, variable, value):
    edit = Edit(variable, STRONG)
    edit.attach(solver)
    plan = solver.plan_from([edit])
    for _ in range(8):
        variable.value = value
        for constraint in plan:
            constraint.execute()
    edit.detach(solver)


def chain(size):
    solver = Solver()
    variables = [Variable(f"v{i}") for i in range(size)]
    for before, after in zip(variables, variables[1:]):
        Equal(before, after, REQUIRED).attach(solver)
    Stay(variables[-1], WEAK).attach(solver)
    total = 0
    for value in range(12):
        change(solver, variables[0], value)
        total += variables[-1].value
    return total


def projection(size):
    solver = Solver()
    total = 0
    targets = []
    for i in range(size):
        source, target = Variable(f"s{i}", i), Variable(f"t{i}", i)
        Stay(source, MEDIUM).attach(solver)
        Scale(source, 10, 1000, target, REQUIRED).attach(solver)
        targets.append((source, target))
    for source, target in targets:
        change(solver, source, 17)
        total += target.value
        change(solver, target, 1050)
        total += source.value
    return total


def main():
    checksum = 0
    for _ in range(250):
        checksum = (checksum * 31 + chain(400)) % 1000003
        checksum = (checksum * 31 + projection(400)) % 1000003
    print(checksum)


main()
