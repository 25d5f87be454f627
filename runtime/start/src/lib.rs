//! The static library linked into every program: start-up and shutdown.
//!
//! Start-up does no I/O beyond looking at the standard streams. Shutdown drops modules the way CPython does, so that
//! `__del__` methods of objects in globals run.

mod audit;
mod entry;
mod exit_status;
mod hash_seed;
mod main_stack;
mod shutdown;
mod static_objects;
#[cfg(not(debug_assertions))]
mod unwinding;

use molt_host::{Manifest, NativeHost};
use molt_kernel::modules::import;
use molt_object::{ModuleTableReference, Token, raised};
use molt_support::host::{host, install as install_host};

// The exported symbols must be part of the library.
use molt_intrinsics as _;

#[global_allocator]
static MEMORY: molt_heap::memory::ProgramAllocator = molt_heap::memory::ProgramAllocator;

/// Exit status when the program could not be started.
const CANNOT_START: i32 = 71;

/// Obeys `MOLT_DEBUG_ALLOCATOR`; false if this build cannot.
fn allocator_as_asked(token: Token<'_>) -> bool {
    let asked = host().runtime_setting("MOLT_DEBUG_ALLOCATOR");
    if asked.as_deref() == Some(b"system") {
        return molt_heap::allocator::use_system_blocks(token);
    }
    true
}

/// Runs a program from start-up to shutdown, on a stack of so many bytes, and gives its exit status.
fn run(table: ModuleTableReference, arguments: impl FnOnce() -> Vec<Vec<u8>>, stack_size: usize) -> i32 {
    molt_heap::allocator::set_up_system_allocator();
    molt_heap::token::start();
    let attached = molt_heap::attach();
    let token = attached.token();
    molt_heap::stack::set_up(token, stack_size);
    install_host(token, Box::new(NativeHost::new(Manifest::GrantAll, arguments())));
    if !allocator_as_asked(token) {
        eprintln!("molt: MOLT_DEBUG_ALLOCATOR=system needs a runtime with debug assertions");
        return CANNOT_START;
    }
    match hash_seed::keys(table.hash_seed(), host()) {
        Ok(keys) => keys.install(token),
        Err(complaint) => {
            eprintln!("{complaint}");
            return hash_seed::FATAL;
        }
    }
    molt_modules::builtins::initialise();
    molt_frame::initialise();
    token.interpreter().hooks.unraisable.set(Some(molt_modules::system::hooks::report_unraisable));
    import::install(token, table, molt_modules::MODULES);
    let audit = audit::start(token);
    token.interpreter().types.natives.make_permanent();
    raised::make_memory_error();
    molt_modules::system::start();
    let main = table.main();
    main.become_main();
    let result = import::run_compiled(main);
    let status = exit_status::of(result);
    let status = shutdown::shut_down(token, table, status);
    match audit {
        Some(audit) => audit::finish(token, audit, status),
        None => status,
    }
}
