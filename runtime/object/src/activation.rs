//! Frames of running and suspended activations.
//!
//! Terms. A *frame* ([`molt_abi::Frame`]) belongs to one activation of a compiled function: on the native stack while it
//! runs, or in a generator. Compiled code links and unlinks frames; the innermost one is in the thread's state. An
//! activation is *left* once; then its frame gives up what it owns.

use core::cell::Cell;
use core::ptr::NonNull;

use molt_abi::layout::offset;
use molt_abi::{Frame, Location};
use molt_heap::collector;

use crate::{CodeReference, Owned, Value};

/// A frame whose activation has not been left.
#[derive(Clone, Copy)]
pub struct FrameReference(NonNull<Frame>);

impl FrameReference {
    /// Wraps a frame.
    ///
    /// # Safety
    /// The frame's activation is not left while the reference is used.
    pub unsafe fn new(frame: NonNull<Frame>) -> FrameReference {
        FrameReference(frame)
    }
    /// The innermost frame.
    pub fn innermost() -> Option<FrameReference> {
        NonNull::new(collector::innermost_frame(crate::token())).map(FrameReference)
    }
    fn get(&self) -> &Frame {
        // SAFETY: see the type.
        unsafe { self.0.as_ref() }
    }
    /// The frame of the caller.
    pub fn previous(self) -> Option<FrameReference> {
        NonNull::new(self.get().previous.get().0).map(FrameReference)
    }
    /// What is run.
    pub fn code(self) -> CodeReference {
        // SAFETY: compiled code and generators put a code record there.
        unsafe { CodeReference::new(self.get().code.0) }
    }
    /// Index of the location of what is being done; None at the start, or when it is not to be shown.
    pub fn location_index(self) -> Option<u32> {
        self.get().location.get().checked_sub(1)
    }
    /// Where the activation stands.
    pub fn location(self) -> Option<Location> {
        self.location_index().map(|index| self.code().location(index))
    }
    /// The slots: arguments, then locals and, in generators, spills.
    fn slots(&self) -> &[Cell<Value>] {
        let count = self.code().record().frame_slots as usize;
        // SAFETY: so many slots follow the head.
        unsafe {
            let first = self.0.as_ptr().cast::<u8>().add(offset::FRAME_SLOTS as usize);
            core::slice::from_raw_parts(first.cast(), count)
        }
    }
    /// Gives up the locals of the first `held` slots, the last one first; the other slots have been given up.
    fn give_up(self, held: usize) {
        let slots = self.slots();
        // Finalizers may look at the frame.
        for slot in &slots[held..] {
            slot.set(Value::UNBOUND);
        }
        let first = self.code().record().parameter_count as usize;
        for slot in slots[first..held].iter().rev() {
            // SAFETY: the slot owns its value, which is moved out.
            drop(unsafe { Owned::from_value(slot.replace(Value::UNBOUND)) });
        }
    }
}

/// Leaves the innermost activation, the first `held` slots of whose frame are still held.
pub fn leave(held: usize) {
    if let Some(frame) = FrameReference::innermost() {
        frame.give_up(held);
        unlink(frame);
    }
}

/// Leaves the innermost activation with all it has. A generator gives its frame up itself.
pub fn leave_completely() {
    if let Some(frame) = FrameReference::innermost() {
        if !frame.code().is_generator() {
            frame.give_up(frame.slots().len());
        }
        unlink(frame);
    }
}

fn unlink(frame: FrameReference) {
    collector::leave_frame(crate::token(), frame.get().previous.get().0);
}
