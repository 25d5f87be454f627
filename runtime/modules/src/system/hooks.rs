//! The hooks of `sys`: functions that show values and exceptions, which programs may replace.

use molt_frame::traceback::report;
use molt_kernel::modules::Module;
use molt_kernel::modules::system as current_system;
use molt_object::description::Functions;
use molt_object::exception::{Exception, Traceback};
use molt_object::function::NativeFunction;
use molt_object::{Borrowed, CoreType, Downcast, Native, Owned, Result, Str, new_native, raise, raised, type_of};
use molt_protocol::{builtins_module, call, convert, native_function, native_getter, native_type};

native_type! {
    /// What `sys.unraisablehook` gets.
    struct UnraisableHookArgs {
        exception_type: Owned,
        exception: Owned,
        traceback: Owned,
        message: Owned,
        object: Owned,
    }
    /// `UnraisableHookArgs`.
    static UNRAISABLE_HOOK_ARGS = "UnraisableHookArgs" {
        documentation: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
        getters: &[
            native_getter!("exc_type", "Exception type", fn(own: &Native<UnraisableHookArgs>) {
                Ok(own.exception_type.clone())
            }),
            native_getter!("exc_value", "Exception value", fn(own: &Native<UnraisableHookArgs>) {
                Ok(own.exception.clone())
            }),
            native_getter!("exc_traceback", "Exception traceback", fn(own: &Native<UnraisableHookArgs>) {
                Ok(own.traceback.clone())
            }),
            native_getter!("err_msg", "Error message", fn(own: &Native<UnraisableHookArgs>) {
                Ok(own.message.clone())
            }),
            native_getter!("object", "Object causing the exception", fn(own: &Native<UnraisableHookArgs>) {
                Ok(own.object.clone())
            }),
        ],
    }
}

static FUNCTIONS: Functions = Functions::new(&[
    native_function!(
        "excepthook($module, exctype, value, traceback, /)",
        "Handle an exception by displaying it with a traceback on sys.stderr.",
        fn(_module: Borrowed<'_>, _exctype: Borrowed<'_>, value: Borrowed<'_>, traceback: Borrowed<'_>) { Ok(excepthook(value, traceback)) }
    ),
    native_function!(
        "unraisablehook($module, unraisable, /)",
        "Handle an unraisable exception.\n\n\
        The unraisable argument has the following attributes:\n\n\
        * exc_type: Exception type.\n\
        * exc_value: Exception value, can be None.\n\
        * exc_traceback: Exception traceback, can be None.\n\
        * err_msg: Error message, can be None.\n\
        * object: Object causing the exception, can be None.",
        fn(_module: Borrowed<'_>, unraisable: Borrowed<'_>) { unraisablehook(unraisable) }
    ),
    native_function!(
        "displayhook($module, object, /)",
        "Print an object to sys.stdout and also save it in builtins._",
        fn(_module: Borrowed<'_>, object: Borrowed<'_>) { displayhook(object) }
    ),
]);

/// Defines each hook twice: under the name that programs may set, and where they find it again.
pub(super) fn fill(module: &Module) {
    module.define_functions(&super::MODULE, &FUNCTIONS);
    for (name, original) in
        [("excepthook", "__excepthook__"), ("unraisablehook", "__unraisablehook__"), ("displayhook", "__displayhook__")]
    {
        if let Some(hook) = module.get_text(name) {
            module.set_text(original, hook);
        }
    }
}

/// What a hook is set to, if the program set it to something else than what was there.
fn replaced(name: &str) -> Option<Owned> {
    let hook = current_system::value(name).filter(|hook| !hook.borrow().is_none())?;
    let native = hook.borrow().payload::<NativeFunction>().map(|function| core::ptr::from_ref(function.definition));
    let is_ours = FUNCTIONS.iter().any(|definition| native == Some(core::ptr::from_ref(definition)));
    (!is_ours).then_some(hook)
}

/// What `sys.excepthook` is set to, if the program set it.
pub fn own_excepthook() -> Option<Owned> {
    replaced("excepthook")
}

/// Reports an exception that nobody can catch; `what` says what was being done with `object`.
pub fn report_unraisable(error: Owned, what: &str, object: Owned) {
    let shown = report::safe_text(object.borrow(), "object", convert::repr);
    let message = format!("Exception ignored {what} {shown}");
    let Some(hook) = replaced("unraisablehook") else {
        molt_io::write_error(&format!("{message}:\n{}", report::format_plain(error.borrow())));
        return;
    };
    let arguments = new_native(UnraisableHookArgs {
        exception_type: type_of(error.borrow()).own(),
        traceback: traceback_of(error.borrow()),
        exception: error,
        message: Str::from_rust(&message),
        object: Owned::none(),
    });
    if let Err(failed) = call::call(hook.borrow(), &[arguments.borrow()]) {
        let failed = raised::take(failed);
        let hook = report::safe_text(hook.borrow(), "object", convert::repr);
        let text =
            format!("Exception ignored in sys.unraisablehook: {hook}\n{}", report::format_plain(failed.borrow()));
        molt_io::write_error(&text);
    }
}

/// `__traceback__`, or None.
pub fn traceback_of(error: Borrowed<'_>) -> Owned {
    Exception::of(error).and_then(|data| data.traceback.get()).unwrap_or(Owned::none())
}

fn unraisablehook(unraisable: Borrowed<'_>) -> Result {
    let Some(given) = unraisable.payload::<UnraisableHookArgs>() else {
        return Err(raise(CoreType::TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs"));
    };
    let message = convert::str_text(given.message.borrow())?;
    molt_io::write_error(&format!("{message}:\n{}", report::format_plain(given.exception.borrow())));
    Ok(Owned::none())
}

fn excepthook(value: Borrowed<'_>, traceback: Borrowed<'_>) -> Owned {
    let Some(data) = Exception::of(value) else {
        let found = type_of(value).name();
        let message = format!("TypeError: print_exception(): Exception expected for value, {found} found\n");
        molt_io::write_error(&message);
        return Owned::none();
    };
    if traceback.payload::<Traceback>().is_some() && !data.traceback.is_some() {
        drop(data.traceback.replace(Some(traceback.own())));
    }
    molt_io::write_error(&report::format(value));
    Owned::none()
}

fn displayhook(value: Borrowed<'_>) -> Result {
    if value.is_none() {
        return Ok(Owned::none());
    }
    builtins_module::set("_", Owned::none());
    let shown = convert::repr(value)?;
    molt_io::print_values(&[shown.borrow()])?;
    builtins_module::set("_", value.own());
    Ok(Owned::none())
}
