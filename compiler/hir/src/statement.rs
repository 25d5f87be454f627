//! Statements and assignment targets.
//!
//! `def`, `class` and decorators are [`StatementKind::Assign`] of `MakeFunction`/`MakeClass` (wrapped in calls), `assert`
//! is an `If` with a `Raise`, annotations without a value are gone, `match` is a chain of tests.

use moltc_diagnostics::Span;

use crate::{BinaryOperator, Expression, Place};

/// A statement with the range that tracebacks mark for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it does.
    pub kind: StatementKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of statement.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// Evaluate and discard.
    Expression(Expression),
    /// Evaluate `value` once, then store to each target, left to right.
    Assign {
        /// The targets, at least one.
        targets: Vec<Target>,
        /// The value.
        value: Expression,
    },
    /// `target operator= value`: load the target (its subexpressions once), evaluate `value`, in-place operation, store.
    AugmentedAssign {
        /// What is updated.
        target: AugmentedTarget,
        /// The operator.
        operator: BinaryOperator,
        /// The right operand.
        value: Expression,
    },
    /// Delete the targets, left to right.
    Delete(Vec<DeleteTarget>),
    /// Return from the function.
    Return(Option<Expression>),
    /// `raise [exception [from cause]]`. Without `exception`: re-raise the handled one.
    Raise {
        /// The exception, an instance or a class.
        exception: Option<Expression>,
        /// The cause; only with `exception`.
        cause: Option<Expression>,
    },
    /// `if`/`elif`/`else`: the first branch whose test is true, else `orelse`.
    If {
        /// The tested branches, at least one.
        branches: Vec<Branch>,
        /// The `else` suite, maybe empty.
        orelse: Vec<Statement>,
    },
    /// `while`; `orelse` runs when the test fails, not after `break`.
    While {
        /// The test; `while True` has the constant.
        test: Expression,
        /// The suite.
        body: Vec<Statement>,
        /// The `else` suite, maybe empty.
        orelse: Vec<Statement>,
    },
    /// `for`; `orelse` runs on exhaustion, not after `break`. Iteration errors are marked at `iterable`.
    For {
        /// Where each item is stored.
        target: Target,
        /// The iterable, evaluated once; the iteration uses `iter()` of it.
        iterable: Expression,
        /// The suite.
        body: Vec<Statement>,
        /// The `else` suite, maybe empty.
        orelse: Vec<Statement>,
    },
    /// Leave the innermost loop.
    Break,
    /// Next round of the innermost loop.
    Continue,
    /// `try`. `return`, `break` and `continue` anywhere inside run `finally` on the way out.
    Try {
        /// The protected suite.
        body: Vec<Statement>,
        /// The handlers, tried in order.
        handlers: Vec<Handler>,
        /// Runs when `body` falls off its end; not protected by the handlers.
        orelse: Vec<Statement>,
        /// Runs in every case; maybe empty.
        finally: Vec<Statement>,
    },
    /// `with` of one item (several items nest). The order is CPython's: evaluate the context, look up `__enter__` and
    /// `__exit__` on its type, call enter, store the result to `target` inside the protected region, run `body`, call exit.
    /// Enter and exit errors are marked at `context`.
    With {
        /// The context manager.
        context: Expression,
        /// Where the result of entering goes.
        target: Option<Target>,
        /// The suite.
        body: Vec<Statement>,
    },
    /// `import a.b.c [as d]`: import the module (parents first), then bind.
    Import {
        /// Absolute dotted name.
        module: String,
        /// What is bound.
        binding: ImportBinding,
    },
    /// `from m import a, b as c`: import `module`, then per name get the attribute, or else the submodule
    /// `module.name` if it is already imported or can be, and store it.
    ImportFrom {
        /// Absolute dotted name.
        module: String,
        /// The names, in order.
        names: Vec<ImportedName>,
    },
    /// `from m import *`, only at module level.
    ImportStar {
        /// Absolute dotted name.
        module: String,
    },
}

/// A tested suite of an `if`.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The test.
    pub test: Expression,
    /// The suite.
    pub body: Vec<Statement>,
}

/// An `except` clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Handler {
    /// The class, or tuple of classes; `None` is a bare `except:`.
    pub exception_type: Option<Expression>,
    /// Bound to the exception while the handler runs; on every way out it is set to `None` and then deleted.
    pub name: Option<Place>,
    /// The suite.
    pub body: Vec<Statement>,
    /// The whole clause.
    pub span: Span,
}

/// What `import` binds.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportBinding {
    /// `import a.b.c` binds the top package `a`.
    Top(Place),
    /// `import a.b.c as d` binds the module `a.b.c` itself, found by attribute from `a` (then from `sys.modules`).
    Leaf(Place),
}

/// One name of a `from` import.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedName {
    /// The attribute or submodule.
    pub name: String,
    /// Where it is stored.
    pub place: Place,
    /// The `name [as other]` clause.
    pub span: Span,
}

/// An assignment target.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// Where it is; store and unpacking errors are marked here.
    pub span: Span,
}

/// The kinds of assignment target. Subexpressions are evaluated when the store happens, after the value.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetKind {
    /// A name.
    Place(Place),
    /// `object.name = ...`.
    Attribute {
        /// The object.
        object: Box<Expression>,
        /// The attribute, mangled.
        name: String,
    },
    /// `object[index] = ...`.
    Subscript {
        /// The object, evaluated first.
        object: Box<Expression>,
        /// The index, maybe a slice.
        index: Box<Expression>,
    },
    /// Iterate the value into the targets; the count must match. Items are taken first, then stored left to right.
    Unpack {
        /// Targets before the star (all of them, if there is none).
        before: Vec<Target>,
        /// The starred target, which receives a list.
        star: Option<Box<Target>>,
        /// Targets after the star.
        after: Vec<Target>,
    },
}

/// The target of an augmented assignment.
#[derive(Clone, Debug, PartialEq)]
pub enum AugmentedTarget {
    /// A name.
    Place(Place, Span),
    /// `object.name`.
    Attribute {
        /// The object, evaluated once.
        object: Box<Expression>,
        /// The attribute, mangled.
        name: String,
        /// The whole target.
        span: Span,
    },
    /// `object[index]`.
    Subscript {
        /// The object, evaluated once, first.
        object: Box<Expression>,
        /// The index, evaluated once.
        index: Box<Expression>,
        /// The whole target.
        span: Span,
    },
}

/// A target of `del`.
#[derive(Clone, Debug, PartialEq)]
pub enum DeleteTarget {
    /// A name.
    Place(Place, Span),
    /// `object.name`.
    Attribute {
        /// The object.
        object: Expression,
        /// The attribute, mangled.
        name: String,
        /// The whole target.
        span: Span,
    },
    /// `object[index]`.
    Subscript {
        /// The object, evaluated first.
        object: Expression,
        /// The index.
        index: Expression,
        /// The whole target.
        span: Span,
    },
}
