//! A lock that a thread keeps while others run.

use core::cell::Cell;

use crate::Token;

/// A lock among threads that hold the token in turns. It is taken and given up with the token, so it is a word; what it
/// guards may be left half done while the token is released.
#[derive(Default)]
pub struct Lock {
    /// The number of the thread that has it, or 0.
    owner: Cell<u64>,
}

/// A lock that this thread has, until this is dropped.
#[must_use = "the lock is given up when this is dropped"]
pub struct Locked<'l>(&'l Lock);

impl Lock {
    /// One that nobody has.
    pub const fn new() -> Lock {
        Lock { owner: Cell::new(0) }
    }
    /// Waits until no other thread has the lock, and takes it; None when this thread has it already.
    #[inline]
    pub fn acquire(&self, token: Token<'_>) -> Option<Locked<'_>> {
        let number = token.thread().number.get();
        while self.owner.get() != 0 {
            if self.owner.get() == number {
                return None;
            }
            token.wait_for_others();
        }
        self.owner.set(number);
        Some(Locked(self))
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.0.owner.set(0);
    }
}
