//! Module interface files and their hash.
//!
//! An *interface* is what a module lets others know before it runs: the names it binds, the signatures of its functions, the
//! attributes of its classes, and what it imports. It is a function of the module's source alone, so import cycles are no
//! problem, and an edit that leaves it alone recompiles nobody else. What it says about another module is an assumption:
//! users guard it at run time, because Python can rebind anything.
//!
//! [`extract`] makes an interface from HIR, [`write`] and [`read`] turn it into the bytes of a `.molti` file and back.

#![forbid(unsafe_code)]

mod extract;
mod file;
mod interface;

pub use extract::extract;
pub use file::{ContentHash, FORMAT_VERSION, ReadError, content_hash, read, write};
pub use interface::{
    Attribute, Class, Export, ExportKind, Hint, Import, ModuleInterface, Parameter, ParameterKind, Signature,
};
