//! Modules written in Rust.

use molt_object::Result;
use molt_object::description::{self, Mark};

use super::Module;

/// A module written in Rust. The link step knows where the name and the code stand.
#[repr(C)]
pub struct NativeModule {
    mark: &'static Mark,
    /// Dotted name.
    pub name: &'static str,
    /// Its docstring.
    pub documentation: &'static str,
    /// Fills the module with its names.
    pub fill: fn(&Module) -> Result<()>,
}

impl NativeModule {
    /// A module, to be kept in a static.
    pub const fn new(name: &'static str, documentation: &'static str, fill: fn(&Module) -> Result<()>) -> NativeModule {
        NativeModule { mark: &description::MODULE, name, documentation, fill }
    }
}

// What the link step takes for granted.
#[cfg(target_pointer_width = "64")]
const _: () = {
    use core::mem::offset_of;
    assert!(offset_of!(NativeModule, mark) == 0);
    assert!(offset_of!(NativeModule, name) == molt_abi::descriptions::MODULE_NAME);
    assert!(offset_of!(NativeModule, fill) == molt_abi::descriptions::MODULE_CODE);
};
