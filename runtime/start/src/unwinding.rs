//! In place of the system's unwinder: a Molt program never unwinds.
//!
//! Rust's standard library walks the stack when it reports a panic, and brings a reader of debug information to name what it
//! finds there, which is an eighth of a small program. With an unwinder that finds nothing, optimisation across crates
//! sees that there is nothing to name. Programs need the system's unwinder no more, which would be another library to load.
//! Builds with debug assertions keep it: they are the ones whose panics are to be understood.

use core::ffi::{c_int, c_void};

/// `_URC_END_OF_STACK`.
const END_OF_STACK: c_int = 5;

macro_rules! unwinder {
    ($($name:ident($($parameter:ident: $type:ty),*) $(-> $result:ty = $value:expr)?;)*) => {$(
        #[unsafe(no_mangle)]
        #[allow(non_snake_case, reason = "the names of the C ABI")]
        extern "C" fn $name($($parameter: $type),*) $(-> $result)? {
            $(let _ = $parameter;)*
            $($value)?
        }
    )*};
}

unwinder! {
    _Unwind_Backtrace(visit: *const c_void, data: *mut c_void) -> c_int = END_OF_STACK;
    _Unwind_RaiseException(exception: *mut c_void) -> c_int = END_OF_STACK;
    _Unwind_DeleteException(exception: *mut c_void);
    _Unwind_Resume(exception: *mut c_void) -> ! = abort();
    _Unwind_GetIP(context: *mut c_void) -> usize = 0;
    _Unwind_GetIPInfo(context: *mut c_void, before: *mut c_int) -> usize = 0;
    _Unwind_GetCFA(context: *mut c_void) -> usize = 0;
    _Unwind_GetLanguageSpecificData(context: *mut c_void) -> *mut c_void = core::ptr::null_mut();
    _Unwind_GetRegionStart(context: *mut c_void) -> usize = 0;
    _Unwind_GetTextRelBase(context: *mut c_void) -> usize = 0;
    _Unwind_GetDataRelBase(context: *mut c_void) -> usize = 0;
    _Unwind_FindEnclosingFunction(address: *mut c_void) -> *mut c_void = core::ptr::null_mut();
    _Unwind_SetGR(context: *mut c_void, register: c_int, value: usize);
    _Unwind_SetIP(context: *mut c_void, address: usize);
}

fn abort() -> ! {
    std::process::abort()
}
