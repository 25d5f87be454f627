//! Shutdown, in CPython's order: flush, give up the modules, collect what they held, then `sys` and `builtins`.

use molt_frame::traceback::report;
use molt_heap::collector;
use molt_kernel::modules::system as current_system;
use molt_kernel::modules::{Module, import};
use molt_object::{Dict, ModuleTableReference, Owned, Token, memory, raised};

/// Exit status when the standard output could not be flushed.
const CANNOT_FLUSH: i32 = 120;

/// Ends the program; gives the exit status.
pub fn shut_down(token: Token<'_>, table: ModuleTableReference, status: i32) -> i32 {
    drop(raised::set_handled(None));
    let status = flush(status);
    give_up_modules(token, table);
    let status = flush(status);
    molt_modules::system::functions::forget_interned(token);
    let system = current_system::set_module(None);
    drop(system);
    molt_protocol::builtins_module::shut_down();
    raised::drop_memory_error();
    molt_object::code::drop_objects();
    collector::collect(token, true);
    molt_object::native_type::shut_down();
    status
}

fn flush(status: i32) -> i32 {
    match molt_io::flush_standard_streams() {
        Ok(()) => status,
        Err(error) => {
            let error = raised::take(error);
            let text = report::format(error.borrow());
            molt_io::write_error(&format!("Exception ignored on flushing sys.stdout:\n{text}"));
            CANNOT_FLUSH
        }
    }
}

/// Gives up every module at once. Each becomes garbage together with what only its globals keep alive, so that
/// finalizers run while the globals are still there.
fn give_up_modules(token: Token<'_>, table: ModuleTableReference) {
    let modules = import::take_modules();
    let values: Vec<Owned> = match modules.as_ref().and_then(|modules| Dict::of(modules.borrow())) {
        Some(dict) => {
            let items = dict.items().unwrap_or_else(memory::give_up);
            let values = items.into_iter().map(|(_, module)| module).collect();
            dict.remove_all();
            values
        }
        None => Vec::new(),
    };
    for record in table.modules().chain([table.main()]) {
        drop(record.set_object(None));
    }
    let system = current_system::module();
    for module in values {
        let is_system = system.as_ref().is_some_and(|system| system.is(module.borrow()));
        if !is_system && Module::of(module.borrow()).is_some() {
            Module::abandon(module);
        }
    }
    drop((modules, system));
    collector::collect(token, true);
}
