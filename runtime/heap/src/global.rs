//! State shared by everything that runs under the global interpreter lock.

use core::cell::UnsafeCell;

/// A static that only the thread holding the global interpreter lock may touch.
#[repr(transparent)]
pub struct GlobalState<T>(UnsafeCell<T>);

// SAFETY: `with` requires the caller to hold the global interpreter lock, so accesses never overlap between threads.
unsafe impl<T> Sync for GlobalState<T> {}

impl<T> GlobalState<T> {
    /// A static holding `value`.
    pub const fn new(value: T) -> Self {
        GlobalState(UnsafeCell::new(value))
    }

    /// Address of the state, for tables that compiled code reads.
    pub const fn as_pointer(&self) -> *mut T {
        self.0.get()
    }

    /// Runs `action` on the state.
    ///
    /// # Safety
    /// The caller holds the global interpreter lock, and `action` does not reach this state again.
    #[inline(always)]
    pub unsafe fn with<R>(&self, action: impl FnOnce(&mut T) -> R) -> R {
        // SAFETY: no other thread (lock) and no nested access (caller) exists, so the reference is unique.
        action(unsafe { &mut *self.0.get() })
    }
}
