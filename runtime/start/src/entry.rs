//! The C entry point: arguments and signals.

use core::ffi::{CStr, c_char, c_int};

use molt_abi::ModuleTable;
use molt_object::ModuleTableReference;

use crate::main_stack;

unsafe extern "C" {
    /// The modules of the program, made when it was linked.
    #[link_name = "molt_module_table"]
    static MODULE_TABLE: ModuleTable;
    fn signal(number: c_int, handler: usize) -> usize;
}

const BROKEN_PIPE_SIGNAL: c_int = 13;
const FILE_SIZE_SIGNAL: c_int = 25;
const IGNORE: usize = 1;

/// The program's arguments, as C passes them.
struct Arguments {
    count: usize,
    values: *const *const c_char,
}

// SAFETY: the strings stay as they are until the process ends.
unsafe impl Send for Arguments {}

impl Arguments {
    fn copy(self) -> Vec<Vec<u8>> {
        // SAFETY: so many strings stand there (`start`).
        (0..self.count).map(|index| unsafe { CStr::from_ptr(*self.values.add(index)) }.to_bytes().to_vec()).collect()
    }
}

/// Runs the program that is linked to this library.
///
/// # Safety
/// To be called once, as a C program's `main`: `values` points to `count` strings.
unsafe fn start(count: c_int, values: *const *const c_char) -> Option<c_int> {
    let arguments = Arguments { count: usize::try_from(count).unwrap_or(0), values };
    // Writing to a closed pipe, or beyond the limit of file sizes, is an error like any other, as it is in CPython.
    for number in [BROKEN_PIPE_SIGNAL, FILE_SIZE_SIGNAL] {
        // SAFETY: ignoring a signal runs no handler.
        unsafe { signal(number, IGNORE) };
    }
    main_stack::run(move |stack_size| {
        // SAFETY: the link step made the table.
        let table = unsafe { ModuleTableReference::new(&raw const MODULE_TABLE) };
        crate::run(table, || arguments.copy(), stack_size)
    })
}

/// The entry point of every program.
///
/// # Safety
/// To be called by the C runtime.
#[cfg(not(test))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn main(count: c_int, values: *const *const c_char) -> c_int {
    // SAFETY: as C calls `main`.
    match unsafe { start(count, values) } {
        Some(status) => status,
        None => {
            eprintln!("molt: there is no memory for the stack");
            crate::CANNOT_START
        }
    }
}
