//! Resolved names, desugared syntax, explicit evaluation order.
//!
//! The high-level intermediate representation (HIR) is a plain owned tree. Every name in it has been resolved to a
//! [`Place`], syntax that is only a spelling of something else is gone, and children are evaluated strictly in the order
//! in which a node's documentation lists them. What a node means beyond that is exactly what CPython does; the node's
//! documentation says so only where the order or the protocol is not obvious.
//!
//! Terms:
//! - *code unit*, here [`Function`]: anything CPython would make a code object for, the module body included.
//! - *local*: a slot in a function's frame. *Cell*: a local captured by an inner function, so it lives in a heap cell.
//! - *free variable*: a cell of an enclosing function that this function captures.
//! - *hidden local*: a slot that no source name reaches outside the construct that owns it (comprehension targets, match
//!   subjects).

#![forbid(unsafe_code)]

mod constant;
mod dump;
mod expression;
mod function;
mod ids;
mod lower;
mod module;
mod scope;
mod statement;
pub mod visit;

pub use constant::{Constant, Integer, Text};
pub use expression::{
    BinaryOperator, BooleanOperator, Comparison, Comprehension, ComprehensionClause, ComprehensionKind, Conversion,
    DictItem, Element, Expression, ExpressionKind, FormatPart, ImplicitSuper, Keyword, PatternOperation, UnaryOperator,
};
pub use function::{
    Capture, ClassFallback, ClassName, ClassUnit, FreeVariable, Function, FunctionKind, Local, Parameters, Place,
    TypeHint,
};
pub use ids::{FreeId, FunctionId, GlobalId, LocalId};
pub use lower::{ANNOTATION_NAMES, lower};
pub use module::{ImportKind, Module, StaticImport};
pub use statement::{
    AugmentedTarget, Branch, DeleteTarget, Handler, ImportBinding, ImportedName, Statement, StatementKind, Target,
    TargetKind,
};
