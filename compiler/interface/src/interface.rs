//! What an interface says. Everything is ordered, so that equal interfaces have equal bytes.

use serde::{Deserialize, Serialize};

/// The interface of one module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleInterface {
    /// Absolute dotted name.
    pub module: String,
    /// Whether the source is a package's `__init__.py`.
    pub package: bool,
    /// The global names that the module binds anywhere, sorted by name.
    pub exports: Vec<Export>,
    /// Whether `from m import *` may bind more names.
    pub has_star_import: bool,
    /// The modules that it imports, sorted by name.
    pub imports: Vec<Import>,
}

impl ModuleInterface {
    /// The export with the given name.
    #[must_use]
    pub fn export(&self, name: &str) -> Option<&Export> {
        self.exports.binary_search_by(|export| export.name.as_str().cmp(name)).ok().map(|index| &self.exports[index])
    }
}

/// A global name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The name.
    pub name: String,
    /// What it is bound to, as far as the source shows.
    pub kind: ExportKind,
}

/// What a global name is bound to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportKind {
    /// Anything, or bound more than once; with the annotation, if simple.
    Variable(Option<Hint>),
    /// One `def` without decorators, never rebound in the module.
    Function(Signature),
    /// One `class` without decorators, never rebound in the module.
    Class(Class),
    /// One import of a module, never rebound in the module: the absolute name.
    Module(String),
}

/// How a function is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The parameters in the order of `co_varnames`.
    pub parameters: Vec<Parameter>,
    /// The return annotation, if simple.
    pub returns: Option<Hint>,
    /// Whether a call makes a generator.
    pub is_generator: bool,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The name.
    pub name: String,
    /// How arguments reach it.
    pub kind: ParameterKind,
    /// Whether it may be left out.
    pub has_default: bool,
    /// The annotation, if simple.
    pub hint: Option<Hint>,
}

/// How arguments reach a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterKind {
    /// Only by position.
    PositionalOnly,
    /// By position or keyword.
    PositionalOrKeyword,
    /// Only by keyword.
    KeywordOnly,
    /// `*args`.
    VariablePositional,
    /// `**kwargs`.
    VariableKeyword,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The bases as written, where they are dotted names; `None` if any is not, or if a metaclass or other keyword is
    /// given.
    pub bases: Option<Vec<String>>,
    /// Names bound in the class body, sorted.
    pub attributes: Vec<Attribute>,
    /// Names that methods assign to `self`, sorted.
    pub instance_attributes: Vec<String>,
}

/// A name in a class body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The name, mangled.
    pub name: String,
    /// The signature, if it is one `def` without decorators.
    pub method: Option<Signature>,
    /// The annotation, if there is a simple one.
    pub hint: Option<Hint>,
}

/// An annotation. See `moltc_hir::TypeHint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// A dotted name as written.
    Name(String),
    /// `None`.
    None,
    /// A generic and its arguments.
    Generic(String, Vec<Hint>),
    /// One of several.
    Union(Vec<Hint>),
    /// Nothing known (only inside another hint).
    Unknown,
}

/// An imported module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// Absolute dotted name.
    pub module: String,
    /// It may also be an attribute of its parent: the `b` of `from a import b`.
    pub perhaps_attribute: bool,
}
