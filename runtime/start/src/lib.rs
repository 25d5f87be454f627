//! The static library linked into every program: start-up and shutdown.
//!
//! Start-up does no I/O beyond looking at the standard streams. Shutdown drops modules the way CPython does, so that
//! `__del__` methods of objects in globals run.

mod audit;
mod entry;
mod exit_status;
mod shutdown;

use molt_builtins::import;
use molt_host::{Manifest, NativeHost};
use molt_object::ModuleTableReference;

// The exported symbols must be part of the library.
use molt_intrinsics as _;

/// Runs a program from start-up to shutdown and gives its exit status.
fn run(table: ModuleTableReference, arguments: Vec<Vec<u8>>) -> i32 {
    molt_host::install(Box::new(NativeHost::new(Manifest::GrantAll, arguments)));
    molt_builtins::initialise();
    molt_frame::initialise();
    molt_protocol::class::set_unraisable_hook(|error, place| {
        molt_builtins::functions_io::write_error(&molt_frame::unraisable::format(&error, &place));
    });
    import::install(Some(table), molt_modules::MODULES);
    let audit = audit::Audit::start();
    molt_modules::system::start();
    let main = table.main();
    main.become_main();
    let result = import::run_compiled(main);
    let status = exit_status::of(result);
    let status = shutdown::shut_down(table, status);
    match audit {
        Some(audit) => audit.finish(status),
        None => status,
    }
}
