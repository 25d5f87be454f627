//! Which name means what: CPython's symbol table.
//!
//! [`build`](build::build) walks the tree once and notes, scope by scope, which names are bound, used and declared;
//! [`resolve`](resolve::resolve) then decides what each means. Comprehensions are scopes but not code units: their
//! variables become hidden locals of the unit around them.

mod annotations;
mod build;
mod resolve;

use std::collections::HashMap;

pub use annotations::{AnnotatedName, annotated_names, function_annotations};
use moltc_diagnostics::{Diagnostic, SourceFile, Span};
use moltc_syntax::ast;

use crate::{Capture, ClassFallback, ClassName, FreeId, FreeVariable, FunctionId, GlobalId, Local, LocalId, Place};

/// Index of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(pub u32);

/// Index of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VariableId(pub u32);

/// The kinds of scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    Generator,
    /// The annotations of a function, class or module, which are evaluated by a function of their own.
    Annotation,
    /// A list, set or dict comprehension, which runs inside the unit around it.
    Comprehension,
}

/// A region in which names are looked up alike.
#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    /// The code unit that runs it.
    pub unit: FunctionId,
    /// The class whose name mangles private names here.
    pub private_class: Option<String>,
    pub symbols: Vec<Symbol>,
    index: HashMap<String, usize>,
    /// Whether a `yield` makes the scope's unit a generator.
    pub is_generator: bool,
    /// How many comprehension iterables are open; `:=` is not allowed in them.
    open_iterables: u32,
    /// The `__class__` cell of a class scope, once something needs it.
    pub class_cell: Option<VariableId>,
}

/// What is known of a name in a scope.
#[derive(Debug)]
pub struct Symbol {
    pub name: String,
    pub span: Span,
    pub is_bound: bool,
    pub is_parameter: bool,
    pub is_used: bool,
    pub is_annotated: bool,
    pub is_global: bool,
    pub is_nonlocal: bool,
    /// Set by `resolve`.
    pub resolution: Resolution,
}

/// What a name in a scope means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    Global,
    Variable(VariableId),
    /// A class namespace entry; loads go on to a global or a variable.
    ClassGlobal,
    ClassVariable(VariableId),
}

/// A local of some unit.
#[derive(Debug)]
pub struct Variable {
    pub unit: FunctionId,
    pub name: String,
    pub local: LocalId,
}

/// What `resolve` knows of a code unit.
#[derive(Debug, Default)]
pub struct Unit {
    pub parent: Option<FunctionId>,
    pub locals: Vec<Local>,
    /// Captured variables, sorted by name.
    pub free: Vec<VariableId>,
}

/// All scopes of a module.
#[derive(Debug, Default)]
pub struct Scopes {
    pub scopes: Vec<Scope>,
    pub units: Vec<Unit>,
    pub variables: Vec<Variable>,
    /// The scope that a tree node opens, by the node's range.
    by_range: HashMap<(u32, u32), ScopeId>,
}

/// The key of the scope of the annotations in a body, which no node of the tree has: `key` stands for the body.
pub fn annotation_key(key: Span) -> Span {
    Span::new(key.start, key.start)
}

/// Builds and resolves the scopes of a module. The diagnostics are errors.
pub fn analyse(module: &ast::ModModule, file: &SourceFile) -> (Scopes, Vec<Diagnostic>) {
    let (mut scopes, mut diagnostics) = build::build(module, file);
    diagnostics.extend(resolve::resolve(&mut scopes));
    (scopes, diagnostics)
}

impl Scopes {
    pub fn scope(&self, scope: ScopeId) -> &Scope {
        &self.scopes[scope.0 as usize]
    }

    fn scope_mut(&mut self, scope: ScopeId) -> &mut Scope {
        &mut self.scopes[scope.0 as usize]
    }

    pub fn unit(&self, unit: FunctionId) -> &Unit {
        &self.units[unit.index()]
    }

    pub fn variable(&self, variable: VariableId) -> &Variable {
        &self.variables[variable.0 as usize]
    }

    /// The scope that the node with this range opens.
    pub fn opened_by(&self, span: Span) -> ScopeId {
        self.by_range[&(span.start, span.end)]
    }

    /// What a (mangled) name means in a scope; `None` if the scope never mentions it.
    pub fn resolution(&self, scope: ScopeId, name: &str) -> Option<Resolution> {
        let scope = self.scope(scope);
        scope.index.get(name).map(|index| scope.symbols[*index].resolution)
    }

    /// Where a unit finds the cell or local of a variable.
    pub fn place_of(&self, unit: FunctionId, variable: VariableId) -> Place {
        match self.capture_of(unit, variable) {
            Capture::Free(free) => Place::Free(free),
            Capture::Cell(local) if self.unit(unit).locals[local.index()].is_cell => Place::Cell(local),
            Capture::Cell(local) => Place::Local(local),
        }
    }

    /// Where a unit finds the cell of a variable.
    fn capture_of(&self, unit: FunctionId, variable: VariableId) -> Capture {
        let Variable { unit: owner, local, .. } = self.variable(variable);
        if *owner == unit {
            return Capture::Cell(*local);
        }
        match self.unit(unit).free.iter().position(|free| *free == variable) {
            Some(index) => Capture::Free(FreeId(index as u32)),
            None => unreachable!("scope analysis: {unit} does not capture {}", self.variable(variable).name),
        }
    }

    /// The captures of a unit as its parent sees them.
    pub fn free_variables(&self, unit: FunctionId) -> Vec<FreeVariable> {
        let Unit { parent, free, .. } = self.unit(unit);
        let Some(parent) = *parent else { return Vec::new() };
        free.iter()
            .map(|variable| FreeVariable {
                name: self.variable(*variable).name.clone(),
                source: self.capture_of(parent, *variable),
            })
            .collect()
    }

    /// The place of a (mangled) name in a scope. `global` numbers global names.
    pub fn place(&self, scope: ScopeId, name: &str, mut global: impl FnMut(&str) -> GlobalId) -> Place {
        let unit = self.scope(scope).unit;
        let class = |fallback| Place::Class(ClassName { name: name.to_owned(), fallback });
        match self.resolution(scope, name) {
            None => unreachable!("scope analysis: the walk did not see the name {name}"),
            Some(Resolution::Global) => Place::Global(global(name)),
            Some(Resolution::Variable(variable)) => self.place_of(unit, variable),
            Some(Resolution::ClassGlobal) => class(ClassFallback::Global(global(name))),
            Some(Resolution::ClassVariable(variable)) => class(match self.capture_of(unit, variable) {
                Capture::Free(free) => ClassFallback::Free(free),
                Capture::Cell(local) => ClassFallback::Cell(local),
            }),
        }
    }

    /// Adds a hidden local to a unit.
    pub fn add_hidden(&mut self, unit: FunctionId, name: &str) -> LocalId {
        let locals = &mut self.units[unit.index()].locals;
        locals.push(hidden_local(name));
        LocalId(locals.len() as u32 - 1)
    }
}

fn hidden_local(name: &str) -> Local {
    Local { name: name.to_owned(), is_cell: false, is_parameter: false, is_hidden: true, hint: None }
}

/// A name as it is stored inside the class `class`: `__x` becomes `_Class__x`.
pub fn mangle(class: Option<&str>, name: &str) -> String {
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    match class.map(|class| class.trim_start_matches('_')) {
        Some(class) if is_private && !class.is_empty() => format!("_{class}{name}"),
        _ => name.to_owned(),
    }
}
