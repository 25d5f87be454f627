//! How the link step reads the runtime's descriptions of types, functions and modules, to leave out what a program cannot
//! reach.
//!
//! Terms:
//! - *description*: static data with a *mark* as its first word, the address of a symbol that says what follows;
//! - *definition*: an entry of a table that a description leads to: a name and its code.
//!
//! The link step makes the code of a definition that no module of a program names the address of a `MISSING` function; the
//! linker then drops what nothing refers to.

/// Mark of a description of a type. Behind it stand slices: methods, class methods, static methods, getters.
pub const TYPE_MARK: &str = "molt_type_mark";
/// Mark of a table of functions. Behind it stands a slice.
pub const FUNCTIONS_MARK: &str = "molt_functions_mark";
/// Mark of a module. Behind it stand a name, a documentation, and what fills the module.
pub const MODULE_MARK: &str = "molt_module_mark";

/// Stands for the code of functions and methods.
pub const MISSING_FUNCTION: &str = "molt_missing_function";
/// Stands for what reads an attribute.
pub const MISSING_GETTER: &str = "molt_missing_getter";
/// Stands for what sets an attribute.
pub const MISSING_SETTER: &str = "molt_missing_setter";
/// Stands for what fills a module.
pub const MISSING_MODULE: &str = "molt_missing_module";

/// Where the slices of definitions stand in the description of a type.
pub const TYPE_DEFINITIONS: [usize; 3] = [8, 24, 40];
/// Where the slice of getters stands in the description of a type.
pub const TYPE_GETTERS: usize = 56;
/// Where the slice of definitions stands in a table of functions.
pub const FUNCTIONS: usize = 8;
/// Bytes in a definition of a function; the name comes first.
pub const DEFINITION_SIZE: usize = 48;
/// Where the code stands in it.
pub const DEFINITION_CODE: usize = 32;
/// Bytes in a definition of an attribute; the name comes first.
pub const GETTER_SIZE: usize = 48;
/// Where the code that reads stands in it.
pub const GETTER_READ: usize = 32;
/// Where the code that sets stands in it.
pub const GETTER_SET: usize = 40;
/// Where the name stands in a module.
pub const MODULE_NAME: usize = 8;
/// Where the code that fills a module stands in it.
pub const MODULE_CODE: usize = 40;

/// Modules that the runtime provides.
pub const NATIVE_MODULES: &[&str] = &["builtins", "sys"];

/// The methods and attributes that the runtime itself asks objects for, besides those that begin with two underscores.
pub const NAMES_OF_RUNTIME: &[&str] = &[
    "args",
    "builtins",
    "close",
    "code",
    "derive",
    "flush",
    "get",
    "keys",
    "metaclass",
    "mro",
    "readline",
    "send",
    "stderr",
    "stdout",
    "throw",
    "update",
    "write",
];

/// Whether the runtime itself may ask an object for an attribute.
pub fn is_name_of_runtime(name: &str) -> bool {
    name.starts_with("__") || NAMES_OF_RUNTIME.contains(&name)
}
