//! A whole module.

use moltc_diagnostics::Span;

use crate::{Function, FunctionId, GlobalId, TypeHint};

/// One source file's HIR.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Absolute dotted name, such as `calc.parser`, or `__main__`.
    pub name: String,
    /// Whether the file is a package's `__init__.py`.
    pub package: bool,
    /// Every code unit; index 0 is the module body. A unit comes before the units it encloses.
    pub functions: Vec<Function>,
    /// Every global name that the module mentions, in order of first mention; [`GlobalId`] indexes this.
    /// Builtins that it mentions are here too: a load falls through to them at run time.
    pub globals: Vec<String>,
    /// Every module that an `import` names, in source order, duplicates removed.
    pub imports: Vec<StaticImport>,
    /// Whether `from m import *` occurs, so that globals not in the table may exist.
    pub has_star_import: bool,
    /// Annotated globals in source order, with their hints where simple.
    pub global_hints: Vec<(GlobalId, TypeHint)>,
}

impl Module {
    /// The module body.
    pub const BODY: FunctionId = FunctionId(0);

    /// The unit with the given identifier.
    #[must_use]
    pub fn function(&self, function: FunctionId) -> &Function {
        &self.functions[function.index()]
    }

    /// The name of a global.
    #[must_use]
    pub fn global_name(&self, global: GlobalId) -> &str {
        &self.globals[global.index()]
    }
}

/// A module named by an `import`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticImport {
    /// Absolute dotted name. Importing `a.b.c` needs `a` and `a.b` too; they are not listed separately.
    pub module: String,
    /// How sure it is that this is a module.
    pub kind: ImportKind,
    /// The first place that names it.
    pub span: Span,
}

/// How sure it is that an imported name is a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportKind {
    /// `import m` or `from m import ...`.
    Module,
    /// `b` in `from a import b`: the submodule `a.b` or an attribute of `a`.
    PerhapsSubmodule,
}
