//! Code units and the places that names resolve to.

use moltc_diagnostics::Span;

use crate::{FreeId, FunctionId, GlobalId, LocalId, Statement, Text};

/// What CPython would make one code object for.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// What the unit is.
    pub kind: FunctionKind,
    /// The code object's name: `f`, `<lambda>`, `<genexpr>`, `<module>`, or the class's name. Tracebacks print this.
    pub name: String,
    /// The dotted `__qualname__`, with `<locals>` where a function encloses; `<module>` for the module body.
    pub qualified_name: String,
    /// The unit that encloses this one; `None` for the module body.
    pub parent: Option<FunctionId>,
    /// Line (from 1) where the definition starts, counting decorators: `co_firstlineno`.
    pub first_line: u32,
    /// The parameters. A generator expression has one positional parameter, an iterator made by the enclosing
    /// unit. Module and class bodies have none.
    pub parameters: Parameters,
    /// Whether calling the unit makes a generator.
    pub is_generator: bool,
    /// Frame slots. Parameters come first, in the order of `co_varnames`: positional-only, positional-or-keyword,
    /// keyword-only, `*args`, `**kwargs`. Hidden locals come last.
    pub locals: Vec<Local>,
    /// What the unit captures, each with where the *parent* finds it. `MakeFunction` passes them in this order.
    pub free_variables: Vec<FreeVariable>,
    /// The docstring, dedented as CPython's compiler does.
    pub docstring: Option<Text>,
    /// Return annotation, as a hint only.
    pub return_hint: Option<TypeHint>,
    /// What only class bodies have.
    pub class: Option<ClassUnit>,
    /// For a unit that evaluates annotations inside a class: its names go through [`Place::Class`] too, and a cell
    /// with the namespace is its second parameter. The default is the cell of the class body that makes the function; it holds
    /// the body's namespace, and the class's own once there is a class.
    pub sees_class: bool,
    /// The statements. Falling off the end returns `None`.
    pub body: Vec<Statement>,
    /// The whole definition, decorators excluded.
    pub span: Span,
}

/// The kinds of code unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// A module's top level, run once on import.
    Module,
    /// `def`.
    Function,
    /// `lambda`.
    Lambda,
    /// The suite of a `class` statement. It is run once with a fresh namespace; names go through [`Place::Class`].
    ClassBody,
    /// A generator expression.
    GeneratorExpression,
}

/// Facts about a class body.
///
/// The namespace that a class body starts with holds `__module__` (the value of the global `__name__`), `__qualname__`,
/// `__firstlineno__` and, if there is a docstring, `__doc__`, stored in that order before the body runs. After the body
/// `__static_attributes__` is stored and, if there is a class cell, `__classcell__`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ClassUnit {
    /// The cell `__class__` that methods capture, filled with the class once it exists.
    pub class_cell: Option<LocalId>,
    /// Names assigned as `self.name = ...` in the methods, in the order in which instances are expected to get them.
    pub static_attributes: Vec<String>,
    /// Annotated names of the body in source order, with their hints where simple.
    pub annotated_names: Vec<(String, Option<TypeHint>)>,
}

/// Parameters, as indices into [`Function::locals`]. Defaults are evaluated where the function is made
/// ([`MakeFunction`](crate::ExpressionKind::MakeFunction)).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Parameters {
    /// Positional-only parameters: locals `0..positional_only`.
    pub positional_only: u32,
    /// Positional-or-keyword parameters: the locals after those.
    pub positional_or_keyword: u32,
    /// How many of the positional parameters, counted from the last, have a default.
    pub positional_defaults: u32,
    /// Keyword-only parameters: the locals after those; one entry each, true if it has a default.
    pub keyword_only: Vec<bool>,
    /// `*args`.
    pub variable_positional: Option<LocalId>,
    /// `**kwargs`.
    pub variable_keyword: Option<LocalId>,
}

impl Parameters {
    /// Number of positional parameters, positional-only ones included.
    #[must_use]
    pub const fn positional(&self) -> u32 {
        self.positional_only + self.positional_or_keyword
    }

    /// Number of locals that are parameters.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.positional()
            + self.keyword_only.len() as u32
            + u32::from(self.variable_positional.is_some())
            + u32::from(self.variable_keyword.is_some())
    }
}

/// A frame slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Local {
    /// The source name, mangled; hidden locals keep the name they stand for, or one starting with `.`.
    pub name: String,
    /// Captured by an inner function: it lives in a cell, made at function entry (at the entry of the owning
    /// comprehension if hidden) and is always reached through [`Place::Cell`].
    pub is_cell: bool,
    /// The caller supplies its first value.
    pub is_parameter: bool,
    /// Owned by one construct inside the unit; not part of `co_varnames`.
    pub is_hidden: bool,
    /// The annotation, as a hint only.
    pub hint: Option<TypeHint>,
}

/// A captured variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeVariable {
    /// The source name.
    pub name: String,
    /// Where the parent unit finds the cell.
    pub source: Capture,
}

/// Where a unit finds a cell that it hands to an inner unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capture {
    /// One of its own cells.
    Cell(LocalId),
    /// One that it captured itself.
    Free(FreeId),
}

/// What a name refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A local that is not a cell. Unbound: `UnboundLocalError`.
    Local(LocalId),
    /// A cell of this unit. Unbound: `UnboundLocalError` for a named local.
    Cell(LocalId),
    /// A captured cell. Unbound: `NameError` ("cannot access free variable ...").
    Free(FreeId),
    /// A module global; loads go on to the builtins.
    Global(GlobalId),
    /// A name in a class body.
    Class(ClassName),
}

/// A name in a class body: stores and deletes act on the namespace; loads look there first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClassName {
    /// The name, mangled.
    pub name: String,
    /// Where loads go when the namespace lacks it.
    pub fallback: ClassFallback,
}

/// Where a class body's load goes on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClassFallback {
    /// The module's global, then builtins (`LOAD_NAME`).
    Global(GlobalId),
    /// A captured cell (`LOAD_FROM_DICT_OR_DEREF`).
    Free(FreeId),
    /// A cell of the class body itself: only `__class__`.
    Cell(LocalId),
}

/// An annotation simple enough to be of use to type inference. What annotations mean to the program is another matter: they
/// are evaluated when `__annotations__` is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeHint {
    /// `int`, `a.b.C` (dotted as written).
    Name(String),
    /// `None`.
    None,
    /// `list[int]`: the generic and its arguments.
    Generic(String, Vec<TypeHint>),
    /// `int | None`, `Optional[int]`, `Union[...]`.
    Union(Vec<TypeHint>),
    /// Something else: nothing is known.
    Unknown,
}
