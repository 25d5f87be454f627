//! From the parser's tree to HIR.
//!
//! One [`Lowerer`] goes through the module once, after the scopes are known. What Molt does not support yet is reported and
//! replaced by `None`, so that one run reports everything; the result is then thrown away.

mod annotations;
mod attributes;
mod expression;
mod function;
mod hint;
mod import;
mod literal;
mod pattern;
mod statement;

pub use annotations::ANNOTATION_NAMES;

use std::collections::HashMap;

use moltc_diagnostics::{Category, Diagnostic, SourceFile, Span};
use moltc_syntax::{ParsedModule, Ranged, span as span_of};

use crate::scope::{ScopeId, Scopes, analyse, mangle};
use crate::{
    Constant, Expression, ExpressionKind, Function, FunctionId, FunctionKind, GlobalId, LocalId, Module, Place,
    Statement, StatementKind, StaticImport, TypeHint,
};

/// Lowers a parsed module. `name` is its absolute dotted name; `package` says that it is an `__init__.py`.
///
/// # Errors
/// What CPython's compiler refuses about names, and what Molt does not support yet, in source order.
pub fn lower(parsed: &ParsedModule, name: &str, package: bool) -> Result<Module, Vec<Diagnostic>> {
    let (scopes, mut diagnostics) = analyse(&parsed.module, &parsed.file);
    if diagnostics.is_empty() {
        let mut lowerer = Lowerer {
            file: &parsed.file,
            module_name: name,
            package,
            functions: scopes.units.iter().map(|_| None).collect(),
            scopes,
            scope: ScopeId(0),
            unit: UnitState {
                id: Module::BODY,
                qualified_name: String::new(),
                has_positional: false,
                class: None,
                blocks: 0,
                annotations: Vec::new(),
                annotation_set: None,
            },
            globals: Vec::new(),
            global_index: HashMap::new(),
            imports: Vec::new(),
            has_star_import: false,
            global_hints: Vec::new(),
            pattern_locals: pattern::PatternLocals::default(),
            diagnostics: Vec::new(),
        };
        lowerer.module_body(&parsed.module);
        diagnostics = std::mem::take(&mut lowerer.diagnostics);
        if diagnostics.is_empty() {
            return Ok(lowerer.finish());
        }
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics.dedup();
    Err(diagnostics)
}

/// What is being lowered where.
struct Lowerer<'a> {
    file: &'a SourceFile,
    module_name: &'a str,
    package: bool,
    scopes: Scopes,
    /// The innermost scope, maybe a comprehension of the unit.
    scope: ScopeId,
    unit: UnitState,
    functions: Vec<Option<Function>>,
    globals: Vec<String>,
    global_index: HashMap<String, GlobalId>,
    imports: Vec<StaticImport>,
    has_star_import: bool,
    global_hints: Vec<(GlobalId, TypeHint)>,
    pattern_locals: pattern::PatternLocals,
    diagnostics: Vec<Diagnostic>,
}

/// The code unit being lowered.
struct UnitState {
    id: FunctionId,
    qualified_name: String,
    /// Whether it has a positional parameter, which is then its first local.
    has_positional: bool,
    /// What a class body collects.
    class: Option<ClassState>,
    /// Statement blocks open, which CPython limits.
    blocks: u32,
    /// The annotations of a module or class body that count only when they were run; the index is their number.
    annotations: Vec<Span>,
    /// Where a class body keeps the set of those that were run.
    annotation_set: Option<LocalId>,
}

/// What is collected while a class body is lowered.
#[derive(Default)]
struct ClassState {
    annotated_names: Vec<(String, Option<TypeHint>)>,
}

impl Lowerer<'_> {
    fn finish(self) -> Module {
        let functions = self.functions.into_iter().enumerate().map(|(index, function)| match function {
            Some(function) => function,
            None => unreachable!("hir lowering: {} was never reached", FunctionId(index as u32)),
        });
        Module {
            name: self.module_name.to_owned(),
            package: self.package,
            functions: functions.collect(),
            globals: self.globals,
            imports: self.imports,
            has_star_import: self.has_star_import,
            global_hints: self.global_hints,
        }
    }

    fn error(&mut self, category: Category, message: impl Into<String>, span: Span) {
        self.diagnostics.push(Diagnostic::error(category, message, span));
    }

    fn unsupported(&mut self, what: &str, node: &impl Ranged) {
        self.error(Category::Unsupported, format!("{what} not supported yet"), span_of(node.range()));
    }

    /// The place of a source name in the current scope.
    fn place(&mut self, name: &str) -> Place {
        let name = self.mangled(name);
        let (globals, index) = (&mut self.globals, &mut self.global_index);
        self.scopes.place(self.scope, &name, |name| intern_global(globals, index, name))
    }

    /// A name as it is stored in the current scope.
    fn mangled(&self, name: &str) -> String {
        mangle(self.scopes.scope(self.scope).private_class.as_deref(), name)
    }

    /// Runs `work` with one more statement block open.
    fn in_block<T>(&mut self, span: Span, work: impl FnOnce(&mut Self) -> T) -> T {
        /// CPython's `CO_MAXBLOCKS`.
        const MOST_BLOCKS: u32 = 21;
        self.unit.blocks += 1;
        if self.unit.blocks == MOST_BLOCKS + 1 {
            self.error(Category::SyntaxError, "too many statically nested blocks", span);
        }
        let result = work(self);
        self.unit.blocks -= 1;
        result
    }
}

fn intern_global(globals: &mut Vec<String>, index: &mut HashMap<String, GlobalId>, name: &str) -> GlobalId {
    *index.entry(name.to_owned()).or_insert_with(|| {
        globals.push(name.to_owned());
        GlobalId(globals.len() as u32 - 1)
    })
}

fn expression(kind: ExpressionKind, span: Span) -> Expression {
    Expression { kind, span }
}

fn constant(constant: Constant, span: Span) -> Expression {
    expression(ExpressionKind::Constant(constant), span)
}

fn load(place: Place, span: Span) -> Expression {
    expression(ExpressionKind::Load(place), span)
}

fn statement(kind: StatementKind, span: Span) -> Statement {
    Statement { kind, span }
}

impl FunctionKind {
    /// Whether names of inner units have `<locals>` after this unit's.
    const fn has_locals(self) -> bool {
        matches!(self, Self::Function | Self::Lambda)
    }
}
