//! The functions of `sys`.

use molt_frame::frame;
use molt_heap::collector;
use molt_kernel::modules::Module;
use molt_object::description::Functions;
use molt_object::exception::Exception;
use molt_object::{
    Borrowed, CoreType, Dict, Downcast, Owned, Result, Str, Token, Tuple, core_type, integer, raise, raised, type_of,
};
use molt_protocol::{call, native_function};

/// Forgets the strs given to `sys.intern`, at shutdown.
pub fn forget_interned(token: Token<'_>) {
    drop(token.interpreter().values.interned.take());
}

fn exit(status: Option<Borrowed<'_>>) -> Result {
    let status = status.filter(|status| !status.is_none());
    let class = core_type(CoreType::SystemExit).as_borrowed();
    let error = match status {
        None => call::call(class, &[])?,
        Some(status) => match status.downcast::<Tuple>() {
            Some(several) => call::call(class, several.items())?,
            None => call::call(class, &[status])?,
        },
    };
    Err(raised::raise_exception(error))
}

fn exc_info() -> Owned {
    let Some(error) = raised::handled() else {
        return Tuple::from_vec(vec![Owned::none(), Owned::none(), Owned::none()]);
    };
    let traceback = Exception::of(error.borrow()).and_then(|data| data.traceback.get());
    let class = type_of(error.borrow()).own();
    Tuple::from_vec(vec![class, error, traceback.unwrap_or(Owned::none())])
}

fn get_frame(depth: i32) -> Result {
    frame::caller(usize::try_from(depth).unwrap_or(0))
        .ok_or_else(|| raise(CoreType::ValueError, "call stack is not deep enough"))
}

fn set_recursion_limit(token: Token<'_>, limit: i32) -> Result {
    let Some(limit) = u32::try_from(limit).ok().filter(|&limit| limit > 0) else {
        return Err(raise(CoreType::ValueError, "recursion limit must be greater or equal than 1"));
    };
    let depth = collector::recursion_depth(token);
    if depth >= limit {
        return Err(raise(
            CoreType::RecursionError,
            format_args!(
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            ),
        ));
    }
    collector::set_recursion_limit(token, limit);
    Ok(Owned::none())
}

fn intern(string: &Str) -> Result {
    let text = string.as_borrowed();
    let Some(own) = text.downcast_exact::<Str>() else {
        let found = type_of(text).name();
        return Err(raise(CoreType::TypeError, format_args!("can't intern {found}")));
    };
    let table = text.token().interpreter().values.interned.get_or_insert_with(Dict::new);
    let Some(table) = Dict::of(table.borrow()) else { unreachable!("a dict") };
    if let Some(known) = table.get_str(own) {
        return Ok(known);
    }
    drop(table.try_insert_str_key(text.own(), text.own())?);
    Ok(text.own())
}

static FUNCTIONS: Functions = Functions::new(&[
    native_function!(
        "exit($module, status=None, /)",
        "Exit the interpreter by raising SystemExit(status).\n\n\
        If the status is omitted or None, it defaults to zero (i.e., success).\n\
        If the status is an integer, it will be used as the system exit status.\n\
        If it is another kind of object, it will be printed and the system\n\
        exit status will be one (i.e., failure).",
        fn(_module: Borrowed<'_>, status: Option<Borrowed<'_>>) { exit(status) }
    ),
    native_function!(
        "exception($module, /)",
        "Return the current exception.\n\n\
        Return the most recent exception caught by an except clause\n\
        in the current stack frame or in an older stack frame, or None\n\
        if no such exception exists.",
        fn(_module: Borrowed<'_>) { Ok(raised::handled().unwrap_or(Owned::none())) }
    ),
    native_function!(
        "exc_info($module, /)",
        "Return current exception information: (type, value, traceback).\n\n\
        Return information about the most recent exception caught by an except\n\
        clause in the current stack frame or in an older stack frame.",
        fn(_module: Borrowed<'_>) { Ok(exc_info()) }
    ),
    native_function!(
        "_getframe($module, depth=0, /)",
        "Return a frame object from the call stack.\n\n\
        If optional integer depth is given, return the frame object that many\n\
        calls below the top of the stack.  If that is deeper than the call\n\
        stack, ValueError is raised.  The default for depth is zero, returning\n\
        the frame at the top of the call stack.\n\n\
        This function should be used for internal and specialized purposes\n\
        only.",
        fn(_module: Borrowed<'_>, depth: Option<i32>) { get_frame(depth.unwrap_or(0)) }
    ),
    native_function!(
        "getrecursionlimit($module, /)",
        "Return the current value of the recursion limit.\n\n\
        The recursion limit is the maximum depth of the Python interpreter\n\
        stack.  This limit prevents infinite recursion from causing an overflow\n\
        of the C stack and crashing Python.",
        fn(module: Borrowed<'_>) { Ok(integer::from_i64(i64::from(collector::recursion_limit(module.token())))) }
    ),
    native_function!(
        "setrecursionlimit($module, limit, /)",
        "Set the maximum depth of the Python interpreter stack to n.\n\n\
        This limit prevents infinite recursion from causing an overflow of the C\n\
        stack and crashing Python.  The highest possible limit is platform-\n\
        dependent.",
        fn(module: Borrowed<'_>, limit: i32) { set_recursion_limit(module.token(), limit) }
    ),
    native_function!(
        "intern($module, string, /)",
        "``Intern'' the given string.\n\n\
        This enters the string in the (global) table of interned strings whose\n\
        purpose is to speed up dictionary lookups. Return the string itself or\n\
        the previously interned string object with the same value.",
        fn(_module: Borrowed<'_>, string: &Str) { intern(string) }
    ),
    native_function!(
        "getdefaultencoding($module, /)",
        "Return the current default encoding used by the Unicode implementation.",
        fn(_module: Borrowed<'_>) { Ok(Str::from_rust("utf-8")) }
    ),
    native_function!(
        "getfilesystemencoding($module, /)",
        "Return the encoding used to convert Unicode filenames to OS filenames.",
        fn(_module: Borrowed<'_>) { Ok(Str::from_rust("utf-8")) }
    ),
    native_function!(
        "getfilesystemencodeerrors($module, /)",
        "Return the error mode used Unicode to OS filename conversion.",
        fn(_module: Borrowed<'_>) { Ok(Str::from_rust("surrogateescape")) }
    ),
    native_function!(
        "is_finalizing($module, /)",
        "Return True if Python is exiting.",
        fn(_module: Borrowed<'_>) { Ok(Owned::bool(false)) }
    ),
]);

/// Defines the names.
pub(super) fn fill(module: &Module) {
    module.define_functions(&super::MODULE, &FUNCTIONS);
    super::hooks::fill(module);
}
