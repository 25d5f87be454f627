//! One code unit being built: the state that all families of nodes share, and its prologue.
//!
//! Parameters and variables are slots. A variable that an inner unit captures has a slot that holds its cell.

use std::collections::BTreeSet;

use moltc_diagnostics::{Category, Diagnostic, SourceFile, Span};
use moltc_hir as hir;
use moltc_hir::{DeleteTarget, LocalId, Place, StatementKind};
use moltc_ir::{
    Constant, Function, FunctionBuilder, FunctionKind, Intrinsic, Kind, Local, Location, Module, Numbers, Parameter,
    ParameterKind, Value,
};

use crate::constant_sets::ConstantSets;
use crate::exits::Exit;
use crate::locations;

/// The state of one unit's building.
pub(crate) struct Unit<'a> {
    /// The module the unit belongs to.
    pub(crate) hir: &'a hir::Module,
    /// The unit.
    pub(crate) source: &'a hir::Function,
    /// For source ranges.
    pub(crate) file: &'a SourceFile,
    /// The order in which sets of constants are filled.
    pub(crate) sets: &'a ConstantSets<'a>,
    /// For the pools.
    pub(crate) module: &'a mut Module,
    /// The function so far.
    pub(crate) builder: FunctionBuilder,
    /// The slot of each HIR local.
    pub(crate) slots: Vec<Local>,
    /// The constructs around the current point that something must be done about on leaving, outermost first.
    pub(crate) exits: Vec<Exit<'a>>,
    /// Locals that are surely bound at the current point. Locals that anything unbinds are never in it, so that jumping
    /// back keeps what holds.
    pub(crate) bound: BTreeSet<LocalId>,
    /// Locals that something unbinds.
    unbinding: BTreeSet<LocalId>,
    /// In a class body: where the cell of the namespace is kept, if annotations need it.
    pub(crate) namespace_cell: Option<Local>,
    /// The variables of the comprehensions around the current point, outermost first.
    pub(crate) comprehension_locals: Vec<LocalId>,
    /// What is not supported.
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
}

/// Builds one unit.
pub(crate) fn build_function<'a>(
    hir: &'a hir::Module,
    source: &'a hir::Function,
    file: &'a SourceFile,
    sets: &'a ConstantSets<'a>,
    module: &'a mut Module,
    diagnostics: &'a mut Vec<Diagnostic>,
) -> Function {
    let kind = match source.kind {
        hir::FunctionKind::Module => FunctionKind::Module,
        hir::FunctionKind::Function => FunctionKind::Function,
        hir::FunctionKind::Lambda => FunctionKind::Lambda,
        hir::FunctionKind::ClassBody => FunctionKind::Class,
        hir::FunctionKind::GeneratorExpression => FunctionKind::Comprehension,
    };
    let mut function = Function::new(&source.name, &source.qualified_name, kind);
    function.is_generator = source.is_generator;
    function.first_line = source.first_line;
    let documents = matches!(source.kind, hir::FunctionKind::Function | hir::FunctionKind::Module);
    function.docstring = source
        .docstring
        .as_ref()
        .filter(|_| documents)
        .map(|text| module.constants.intern(Constant::Str(crate::constants::string(text))));
    let order = parameter_order(source);
    for &(local, kind, has_default) in &order {
        let name = module.names.intern(&source.locals[local.index()].name);
        function.parameters.push(Parameter { name, kind, has_default, hint: hint(source, local) });
    }
    if source.kind == hir::FunctionKind::ClassBody {
        let name = module.names.intern(".namespace");
        function.parameters.push(Parameter {
            name,
            kind: ParameterKind::PositionalOnly,
            has_default: false,
            hint: None,
        });
    }
    let mut slots = Vec::with_capacity(source.locals.len());
    for (index, local) in source.locals.iter().enumerate() {
        let slot = function.add_local(module.names.intern(&local.name), local.is_cell);
        function.locals[slot.index()].hint = hint(source, LocalId(index as u32)).filter(|_| !local.is_cell);
        slots.push(slot);
    }
    function.free_variables = source.free_variables.iter().map(|free| module.names.intern(&free.name)).collect();
    let mut unbinding = BTreeSet::new();
    collect_unbinding(&source.body, &mut unbinding);
    let mut unit = Unit {
        hir,
        source,
        file,
        sets,
        module,
        builder: FunctionBuilder::new(function),
        slots,
        exits: Vec::new(),
        bound: BTreeSet::new(),
        unbinding,
        namespace_cell: None,
        comprehension_locals: Vec::new(),
        diagnostics,
    };
    unit.prologue(&order);
    unit.statements(&source.body);
    unit.epilogue();
    unit.builder.finish()
}

/// What the annotation of a local says of its value. That of `*args` and `**kwargs` is about their items.
fn hint(source: &hir::Function, local: LocalId) -> Option<Kind> {
    let variable = [source.parameters.variable_positional, source.parameters.variable_keyword];
    let hint = source.locals[local.index()].hint.as_ref().filter(|_| !variable.contains(&Some(local)));
    hint.and_then(moltc_types::hint)
}

/// The parameters in slot order: the order of locals with `*args` before the keyword-only ones.
fn parameter_order(source: &hir::Function) -> Vec<(LocalId, ParameterKind, bool)> {
    let parameters = &source.parameters;
    let mut order = Vec::new();
    for index in 0..parameters.positional() {
        let kind =
            if index < parameters.positional_only { ParameterKind::PositionalOnly } else { ParameterKind::Positional };
        let has_default = index >= parameters.positional() - parameters.positional_defaults;
        order.push((LocalId(index), kind, has_default));
    }
    order.extend(parameters.variable_positional.map(|local| (local, ParameterKind::VarPositional, false)));
    for (index, &has_default) in parameters.keyword_only.iter().enumerate() {
        order.push((LocalId(parameters.positional() + index as u32), ParameterKind::KeywordOnly, has_default));
    }
    order.extend(parameters.variable_keyword.map(|local| (local, ParameterKind::VarKeyword, false)));
    order
}

/// Finds the locals that `del` or the end of an `except` clause unbinds.
fn collect_unbinding(statements: &[hir::Statement], unbinding: &mut BTreeSet<LocalId>) {
    for statement in statements {
        match &statement.kind {
            StatementKind::Delete(targets) => {
                for target in targets {
                    if let DeleteTarget::Place(Place::Local(local), _) = target {
                        unbinding.insert(*local);
                    }
                }
            }
            StatementKind::If { branches, orelse } => {
                branches.iter().for_each(|branch| collect_unbinding(&branch.body, unbinding));
                collect_unbinding(orelse, unbinding);
            }
            StatementKind::While { body, orelse, .. } | StatementKind::For { body, orelse, .. } => {
                collect_unbinding(body, unbinding);
                collect_unbinding(orelse, unbinding);
            }
            StatementKind::With { body, .. } => collect_unbinding(body, unbinding),
            StatementKind::Try { body, handlers, orelse, finally } => {
                for suite in [body, orelse, finally] {
                    collect_unbinding(suite, unbinding);
                }
                for handler in handlers {
                    if let Some(Place::Local(local)) = &handler.name {
                        unbinding.insert(*local);
                    }
                    collect_unbinding(&handler.body, unbinding);
                }
            }
            _ => {}
        }
    }
}

impl<'a> Unit<'a> {
    /// Moves the arguments to their slots, makes the cells, and sets what a class body or module starts with.
    fn prologue(&mut self, order: &[(LocalId, ParameterKind, bool)]) {
        for (index, &(local, ..)) in order.iter().enumerate() {
            let argument = self.builder.parameter(index);
            let initial =
                if self.source.locals[local.index()].is_cell { self.builder.cell_new(argument) } else { argument };
            self.builder.local_set(self.slots[local.index()], initial);
            self.note_bound(local);
        }
        let source = self.source;
        let class_cell = source.class.as_ref().and_then(|class| class.class_cell);
        for (index, local) in source.locals.iter().enumerate() {
            let id = LocalId(index as u32);
            if local.is_cell && !local.is_parameter && (!local.is_hidden || class_cell == Some(id)) {
                self.fresh_cell(id);
            }
        }
        self.locate(Location { line: source.first_line, end_line: source.first_line, column: 0, end_column: 0 });
        if source.kind == hir::FunctionKind::ClassBody {
            self.class_prologue();
        }
    }

    /// Returns at the end of the body.
    fn epilogue(&mut self) {
        if self.builder.is_terminated() {
            return;
        }
        let result = match self.source.kind {
            hir::FunctionKind::ClassBody => self.class_epilogue(),
            _ => self.none(),
        };
        self.builder.ret(result);
    }

    /// Puts a new empty cell in a local's slot.
    pub(crate) fn fresh_cell(&mut self, local: LocalId) {
        let unbound = self.builder.unbound();
        let cell = self.builder.cell_new(unbound);
        self.builder.local_set(self.slots[local.index()], cell);
    }

    /// Sets the location of what follows.
    pub(crate) fn locate(&mut self, location: Location) {
        self.builder.set_location(location);
    }

    /// Sets the location of what follows to a span.
    pub(crate) fn at(&mut self, span: Span) {
        let location = locations::location(self.file, span);
        self.locate(location);
    }

    /// Sets the location of what follows to that of an operation on an attribute.
    pub(crate) fn at_attribute(&mut self, operation: Span, attribute: Span) {
        let location = locations::attribute_location(self.file, operation, attribute);
        self.locate(location);
    }

    /// Calls an intrinsic that has a result.
    pub(crate) fn intrinsic<const COUNT: usize>(
        &mut self,
        intrinsic: Intrinsic,
        numbers: [u32; COUNT],
        arguments: &[Value],
    ) -> Value {
        self.builder.intrinsic_value(intrinsic, Numbers::from(numbers), arguments)
    }

    /// Calls an intrinsic that has no result and takes no numbers.
    pub(crate) fn command(&mut self, intrinsic: Intrinsic, arguments: &[Value]) {
        self.builder.intrinsic(intrinsic, Numbers::default(), arguments);
    }

    /// At the head of a loop: lets the runtime do what it asked for. Entries of functions do the same, but a loop need not
    /// enter anything.
    pub(crate) fn safe_point(&mut self) {
        self.command(Intrinsic::safe_point, &[]);
    }

    /// Records that a local is bound from here on.
    pub(crate) fn note_bound(&mut self, local: LocalId) {
        if !self.unbinding.contains(&local) && !self.source.locals[local.index()].is_cell {
            self.bound.insert(local);
        }
    }

    /// Refuses a construct. Gives a value to go on with.
    pub(crate) fn unsupported(&mut self, span: Span, what: &str) -> Value {
        self.diagnostics.push(Diagnostic::error(Category::Unsupported, format!("{what} is not supported yet"), span));
        self.builder.unbound()
    }
}
