//! A stack that is large enough for deep recursion.
//!
//! The system gives the first thread a stack of a few megabytes. Programs run on memory of their own instead, in the same
//! thread: a second thread costs a tenth of a small program's time and would not be the one that gets signals.

/// Bytes of stack wanted; the system provides memory only for what is used.
const MOST: usize = 512 << 20;

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod own {
    use core::ffi::{c_int, c_void};
    use core::ptr::null_mut;

    unsafe extern "C" {
        fn mmap(
            address: *mut c_void,
            size: usize,
            access: c_int,
            flags: c_int,
            file: c_int,
            offset: i64,
        ) -> *mut c_void;
        fn mprotect(address: *mut c_void, size: usize, access: c_int) -> c_int;
    }

    const NO_ACCESS: c_int = 0;
    const READ_AND_WRITE: c_int = 3;
    /// `MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK`.
    const FLAGS: c_int = 0x2 | 0x20 | 0x4000 | 0x20000;
    /// Below the stack lies memory that nobody can touch, of the largest page size.
    const GUARD: usize = 64 << 10;
    /// With less the program would not get far.
    const LEAST: usize = 4 << 20;

    /// Memory for a stack of at most `most` bytes, less where there is not so much: its lowest address and its size.
    fn allocate(most: usize) -> Option<(*mut u8, usize)> {
        let mut size = most;
        while size >= LEAST {
            // SAFETY: new memory; nobody knows its address yet.
            unsafe {
                let memory = mmap(null_mut(), size + GUARD, NO_ACCESS, FLAGS, -1, 0);
                if memory.addr() != usize::MAX {
                    let stack = memory.cast::<u8>().wrapping_add(GUARD);
                    return (mprotect(stack.cast(), size, READ_AND_WRITE) == 0).then_some((stack, size));
                }
            }
            size /= 2;
        }
        None
    }

    /// The action, then its result.
    enum Call<F> {
        Waiting(F),
        Running,
        Done(c_int),
    }

    unsafe extern "C" fn call<F: FnOnce() -> c_int>(call: *mut Call<F>) {
        // SAFETY: `run` passes its own, which it does not touch meanwhile.
        let call = unsafe { &mut *call };
        if let Call::Waiting(action) = core::mem::replace(call, Call::Running) {
            *call = Call::Done(action());
        }
    }

    /// Runs the action on a stack of at most that size, which it is told.
    pub(super) fn run(most: usize, action: impl FnOnce(usize) -> c_int) -> Option<c_int> {
        let (stack, size) = allocate(most)?;
        run_on(stack.wrapping_add(size), move || action(size))
    }

    fn run_on<F: FnOnce() -> c_int>(top: *mut u8, action: F) -> Option<c_int> {
        let mut waiting = Call::Waiting(action);
        on_stack(top, &raw mut waiting, call::<F>);
        if let Call::Done(result) = waiting { Some(result) } else { None }
    }

    /// Calls a function with the stack pointer set to `top`, a multiple of 16 above memory that nobody else uses.
    fn on_stack<C>(top: *mut u8, data: *mut C, entry: unsafe extern "C" fn(*mut C)) {
        // SAFETY: the function is called as C functions are, and comes back, panics being aborts; the register that keeps
        // the old stack pointer is one that called functions preserve.
        #[cfg(target_arch = "x86_64")]
        unsafe {
            core::arch::asm!(
                "mov r12, rsp",
                "mov rsp, {top}",
                "call {entry}",
                "mov rsp, r12",
                top = in(reg) top,
                entry = in(reg) entry,
                in("rdi") data,
                out("r12") _,
                clobber_abi("C"),
            );
        }
        // SAFETY: as above.
        #[cfg(target_arch = "aarch64")]
        unsafe {
            core::arch::asm!(
                "mov x20, sp",
                "mov sp, {top}",
                "blr {entry}",
                "mov sp, x20",
                top = in(reg) top,
                entry = in(reg) entry,
                in("x0") data,
                out("x20") _,
                clobber_abi("C"),
            );
        }
    }
}

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
mod own {
    use core::ffi::c_int;

    /// Runs the action in a thread with a stack of that size, which it is told.
    pub(super) fn run(size: usize, action: impl FnOnce(usize) -> c_int + Send) -> Option<c_int> {
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(size).spawn_scoped(scope, move || action(size));
            thread.ok()?.join().ok()
        })
    }
}

/// Runs the action on a large stack, whose size it is told; None where the system has no memory for one.
pub(crate) fn run(action: impl FnOnce(usize) -> core::ffi::c_int + Send) -> Option<core::ffi::c_int> {
    own::run(MOST, action)
}
