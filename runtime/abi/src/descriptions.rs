//! How the link step reads the runtime's descriptions of types, functions and modules, to leave out what a program cannot
//! reach.
//!
//! Terms:
//! - *description*: static data with a *mark* as its first word, the address of a symbol that says what follows;
//! - *definition*: an entry of a table that a description leads to: a name and its code.
//!
//! The link step makes the code of a definition that no module of a program names the address of a `MISSING` function; the
//! linker then drops what nothing refers to. The same with operations of types: code that reads a slot refers to the slot's
//! mark, so an operation whose mark nothing refers to is one that nobody can ask for.

/// Mark of a description of a type. Behind it stand slices: methods, class methods, static methods, getters.
pub const TYPE_MARK: &str = "molt_type_mark";
/// Mark of a table of functions. Behind it stands a slice.
pub const FUNCTIONS_MARK: &str = "molt_functions_mark";
/// Mark of a module. Behind it stand a name, a documentation, and what fills the module.
pub const MODULE_MARK: &str = "molt_module_mark";
/// Mark of the table of special methods. Behind it stands a slice.
pub const OPERATIONS_MARK: &str = "molt_operations_mark";
/// The marks of core types, a byte each. Code that makes objects of a type refers to its mark, or, if it is no core type, to a
/// function that leads to its description.
pub const MADE_MARKS: &str = "molt_made_marks";
/// The marks of core types that the runtime itself calls, a byte each.
pub const CALLED_MARKS: &str = "molt_called_marks";
/// The texts of names. Code that asks any object for an attribute refers to the one that is its name.
pub const NAME_MARKS: &str = "molt_name_marks";
/// The marks of slots, a byte each.
pub const SLOT_MARKS: &str = "molt_slot_marks";

/// Stands for the code of functions and methods.
pub const MISSING_FUNCTION: &str = "molt_missing_function";
/// Stands for what reads an attribute.
pub const MISSING_GETTER: &str = "molt_missing_getter";
/// Stands for what sets an attribute.
pub const MISSING_SETTER: &str = "molt_missing_setter";
/// Stands for what fills a module.
pub const MISSING_MODULE: &str = "molt_missing_module";
/// Stands for what calls a slot for a special method.
pub const MISSING_OPERATION: &str = "molt_missing_operation";
/// Stands for what puts a dispatcher into a slot.
pub const MISSING_INSTALL: &str = "molt_missing_install";
/// Stands for the code in a slot.
pub const MISSING_SLOT: &str = "molt_missing_slot";

/// Where the slices of definitions stand in the description of a type.
pub const TYPE_DEFINITIONS: [usize; 3] = [8, 24, 40];
/// Where the slice of getters stands in the description of a type.
pub const TYPE_GETTERS: usize = 56;
/// Where the number of a core type stands in its description, four bytes.
pub const TYPE_CORE: usize = 72;
/// Where the name stands in the description of a type.
pub const TYPE_NAME: usize = 80;
/// Where the functions that handle the memory of a type's objects stand in its description, if they do.
pub const TYPE_MEMORY: usize = 128;
/// Where the number of the core type that lays out its objects stands then, four bytes.
pub const TYPE_LAYOUT: usize = 160;
/// How many such functions there are.
pub const TYPE_MEMORY_FUNCTIONS: usize = 3;
/// Where the documentation stands in the description of a type.
pub const TYPE_DOCUMENTATION: usize = 96;
/// Where the slice of slots stands in the description of a type.
pub const TYPE_SLOTS: usize = 112;
/// Bytes in a slot; its number comes first.
pub const SLOT_SIZE: usize = 16;
/// Where the code stands in it.
pub const SLOT_CODE: usize = 8;
/// Where the documentation stands in a definition of a function or an attribute.
pub const DEFINITION_DOCUMENTATION: usize = 16;
/// Where the slice of special methods stands in their table.
pub const OPERATIONS: usize = 8;
/// Bytes in a special method; its name comes first.
pub const OPERATION_SIZE: usize = 72;
/// Where the name of its slot stands in it.
pub const OPERATION_SLOT: usize = 16;
/// Where the code that calls the slot stands in it.
pub const OPERATION_CALL: usize = 40;
/// Where the code that puts a dispatcher into the slot stands in it.
pub const OPERATION_INSTALL: usize = 48;
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

/// The slots of types, in order.
pub const SLOTS: &[&str] = &[
    "repr",
    "str",
    "hash",
    "call",
    "get_attribute",
    "set_attribute",
    "compare",
    "iterate",
    "next",
    "new",
    "init",
    "descriptor_get",
    "descriptor_set",
    "finalize",
    "length",
    "item_get",
    "item_set",
    "contains",
    "concatenate",
    "repeat",
    "inplace_concatenate",
    "inplace_repeat",
    "truth",
    "int",
    "float",
    "index",
    "negative",
    "positive",
    "absolute",
    "invert",
    "add",
    "subtract",
    "multiply",
    "matrix_multiply",
    "true_divide",
    "floor_divide",
    "modulo",
    "divmod",
    "power",
    "bit_and",
    "bit_or",
    "bit_xor",
    "shift_left",
    "shift_right",
    "inplace_add",
    "inplace_subtract",
    "inplace_multiply",
    "inplace_matrix_multiply",
    "inplace_true_divide",
    "inplace_floor_divide",
    "inplace_modulo",
    "inplace_power",
    "inplace_bit_and",
    "inplace_bit_or",
    "inplace_bit_xor",
    "inplace_shift_left",
    "inplace_shift_right",
];

/// Names whose mention means that the program may look at documentation.
pub const NAMES_OF_DOCUMENTATION: &[&str] = &["__doc__", "__text_signature__", "help"];

/// Modules that the runtime provides.
pub const NATIVE_MODULES: &[&str] = &["builtins", "sys"];

/// Names under which native code hands out the type of an object, or what makes objects of it. A program that mentions none can
/// call the types only that it mentions.
pub const NAMES_OF_TYPES: &[&str] = &[
    "__args__",
    "__base__",
    "__bases__",
    "__class__",
    "__mro__",
    "__new__",
    "__objclass__",
    "__origin__",
    "__parameters__",
    "__reduce__",
    "__reduce_ex__",
    "__self__",
    "__self_class__",
    "__thisclass__",
    "mro",
    "type",
];
