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

use crate::frame_object::{self, FrameObject};
use crate::{Borrowed, CodeReference, Owned, Value};

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
        self.code().location(self.location_index()? as usize)
    }
    /// The frame's address.
    pub(crate) fn as_pointer(self) -> NonNull<Frame> {
        self.0
    }
    /// The function that is run, where the frame has it: in generators and in functions with free variables.
    pub(crate) fn callee<'a>(self) -> Option<Borrowed<'a>> {
        let code = self.code();
        let has_callee = code.is_generator() || code.record().cell_count > 0;
        // SAFETY: whoever runs the function, or the frame, keeps it alive.
        has_callee.then(|| unsafe { Borrowed::from_value(self.get().callee.get()) })
    }
    /// The object of the frame, which is made if there is none yet.
    pub fn object(self) -> Owned {
        let frame = self.get();
        if frame.is_observed.get() == 0 {
            frame.object.set(FrameObject::new(self).into_value());
            frame.is_observed.set(1);
        }
        // SAFETY: an observed frame owns its object.
        unsafe { Borrowed::from_value(frame.object.get()) }.own()
    }
    /// Takes the object away from the frame of an activation that is being left; None when nobody else has it.
    pub(crate) fn take_shared_object(self) -> Option<Owned> {
        let frame = self.get();
        if frame.is_observed.replace(0) == 0 {
            return None;
        }
        // SAFETY: an observed frame owned its object.
        let object = unsafe { Owned::from_value(frame.object.replace(Value::NONE)) };
        let is_shared = object.borrow().header().is_some_and(|header| header.reference_count.get() > 1);
        is_shared.then_some(object)
    }
    /// What a slot holds, if anything.
    pub fn value(self, slot: u32) -> Option<Owned> {
        let value = self.slots().get(slot as usize)?.get();
        // SAFETY: a slot, or the caller, keeps the value alive.
        (!value.is_unbound()).then(|| unsafe { Borrowed::from_value(value) }.own())
    }
    /// Sets a slot that owns its value, and gives what was there.
    pub(crate) fn set_value(self, slot: u32, value: Owned) -> Option<Owned> {
        let old = self.slots().get(slot as usize)?.replace(value.into_value());
        // SAFETY: the slot owned its value.
        (!old.is_unbound()).then(|| unsafe { Owned::from_value(old) })
    }
    /// The slots: arguments, then locals and, in generators, spills.
    pub(crate) fn slots(&self) -> &[Cell<Value>] {
        let count = self.code().record().frame_slots as usize;
        // SAFETY: so many slots follow the head.
        unsafe {
            let first = self.0.as_ptr().cast::<u8>().add(offset::FRAME_SLOTS as usize);
            core::slice::from_raw_parts(first.cast(), count)
        }
    }
    /// Gives up what these slots hold, the last one first.
    pub(crate) fn give_up(self, slots: core::ops::Range<usize>) {
        for slot in self.slots()[slots].iter().rev() {
            let value = slot.replace(Value::UNBOUND);
            if value.is_pointer() {
                // SAFETY: the slot owned its value.
                drop(unsafe { Owned::from_value(value) });
            }
        }
    }
    /// Leaves the activation, the first `held` slots of whose frame are still held: to its object, if somebody has that.
    ///
    /// Finalizers do not find the frame any more, as in CPython.
    fn leave(self, held: usize) {
        collector::leave_frame(crate::token(), self.get().previous.get().0);
        match self.take_shared_object() {
            Some(object) => frame_object::adopt(object.borrow(), self),
            None => self.give_up(self.code().record().parameter_count as usize..held),
        }
    }
}

/// Leaves the innermost activation, the first `held` slots of whose frame are still held.
pub fn leave(held: usize) {
    if let Some(frame) = FrameReference::innermost() {
        frame.leave(held);
    }
}

/// Leaves the innermost activation with all it has. A generator gives its frame up itself.
pub fn leave_completely() {
    let Some(frame) = FrameReference::innermost() else { return };
    if frame.code().is_generator() {
        collector::leave_frame(crate::token(), frame.get().previous.get().0);
    } else {
        frame.leave(frame.slots().len());
    }
}
