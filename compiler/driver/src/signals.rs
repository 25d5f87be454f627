//! Signals that would end the command where an error can be told.

use core::ffi::c_int;

/// `SIGXFSZ`, the same on every Unix there are targets for.
const FILE_SIZE_SIGNAL: c_int = 25;
const IGNORE: usize = 1;

#[expect(unsafe_code, reason = "the C library has no safe way to ignore a signal")]
mod system {
    use core::ffi::c_int;

    unsafe extern "C" {
        pub(super) fn signal(number: c_int, handler: usize) -> usize;
    }

    pub(super) fn ignore(number: c_int) {
        // SAFETY: ignoring a signal runs no handler.
        unsafe { signal(number, super::IGNORE) };
    }
}

/// Makes writing beyond the limit of file sizes an error like any other, here and in the linker.
pub(crate) fn survive_file_size_limit() {
    system::ignore(FILE_SIZE_SIGNAL);
}
