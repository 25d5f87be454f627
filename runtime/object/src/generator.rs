//! Generator objects: a suspended activation with a typed frame.

use core::cell::Cell;
use core::ptr::NonNull;

use molt_abi::layout::{GENERATOR_FINISHED, offset};
use molt_abi::{Frame, Header, Word};
use molt_heap::{Visitor, allocator, collector, owned};

use crate::activation::FrameReference;
use crate::description::{MADE, mark_reached};
use crate::frame_object;
use crate::native::{ObjectKind, class_of, free_object, new_header};
use crate::native_type::{Objects, TypeKey};
use crate::type_object::MemoryFunctions;
use crate::{Borrowed, CodeReference, CoreType, Function, Owned, Result, Value, core_type, instance};

/// A generator. Laid out for compiled code; the frame slots follow.
#[repr(C)]
pub struct Generator {
    header: Header,
    resume: Cell<u32>,
    running: Cell<u32>,
    handled: Cell<Value>,
    delegate: Cell<Value>,
    name: Cell<Value>,
    qualified_name: Cell<Value>,
    frame: Frame,
    slots: [Cell<Value>; 0],
}

// SAFETY: `Generator::new` is the only way to an object of this layout.
unsafe impl ObjectKind for Generator {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Generator);
}

const _: () = assert!(core::mem::offset_of!(Generator, resume) == offset::GENERATOR_RESUME as usize);
const _: () = assert!(core::mem::offset_of!(Generator, running) == offset::GENERATOR_RUNNING as usize);
const _: () = assert!(core::mem::offset_of!(Generator, handled) == offset::GENERATOR_HANDLED as usize);
const _: () = assert!(core::mem::offset_of!(Generator, delegate) == offset::GENERATOR_DELEGATE as usize);
const _: () = assert!(core::mem::offset_of!(Generator, frame) == offset::GENERATOR_FRAME as usize);
const _: () =
    assert!(core::mem::offset_of!(Generator, slots) == (offset::GENERATOR_FRAME + offset::FRAME_SLOTS) as usize);

/// Notes that a delegation yields; the generator that delegates is about to be suspended.
pub fn note_delegation(iterator: Borrowed<'_>) {
    iterator.token().thread().delegating.set(iterator.value());
}

impl Generator {
    /// A generator about to run `function`; every slot is UNBOUND.
    #[expect(clippy::new_ret_no_self, reason = "they live in objects")]
    pub fn new(function: Borrowed<'_>) -> Owned {
        mark_reached!(MADE, CoreType::Generator as usize);
        use crate::Downcast;
        let own = function.downcast::<Function>().expect("generators run functions");
        let code = own.code();
        let slots = code.record().frame_slots as usize;
        let class = core_type(CoreType::Generator);
        let object = allocator::allocate((size_of::<Generator>() + 8 * slots).next_multiple_of(16));
        // SAFETY: fresh memory of the right size.
        unsafe {
            object.cast::<Generator>().write(Generator {
                header: new_header(class),
                resume: Cell::new(0),
                running: Cell::new(0),
                handled: Cell::new(Value::NONE),
                delegate: Cell::new(Value::UNBOUND),
                name: Cell::new(own.name().into_value()),
                qualified_name: Cell::new(own.qualified_name().into_value()),
                frame: Frame {
                    previous: Cell::new(Word(core::ptr::null_mut())),
                    code: Word(core::ptr::from_ref(code.record()).cast_mut()),
                    callee: Cell::new(function.own().into_value()),
                    location: Cell::new(0),
                    is_observed: Cell::new(0),
                    object: Cell::new(Value::NONE),
                },
                slots: [],
            });
            let first =
                object.cast::<u8>().add((offset::GENERATOR_FRAME + offset::FRAME_SLOTS) as usize).cast::<Value>();
            for index in 0..slots {
                first.add(index).write(Value::UNBOUND);
            }
            collector::track(object);
            Owned::from_value(Value::from_pointer(object))
        }
    }
    /// Runs the generator up to its next yield or its end. Without `sent`, the pending exception is thrown in. Whether
    /// the result was yielded or returned is told by [`Self::is_finished`].
    pub fn resume(&self, sent: Option<Borrowed<'_>>) -> Result {
        let own = Value::from_pointer(core::ptr::from_ref(self).cast_mut().cast());
        let sent = sent.map_or(Value::ERROR, Borrowed::value);
        // SAFETY: a generator's code has a resume function with this signature; it gives an owned value or ERROR.
        unsafe {
            let resume: extern "C" fn(Value, Value) -> Value = core::mem::transmute(self.code().record().resume.0);
            crate::function::owned_result(resume(own, sent))
        }
    }
    /// The code.
    pub fn code(&self) -> CodeReference {
        // SAFETY: set from a code reference.
        unsafe { CodeReference::new(self.frame.code.0) }
    }
    /// The resume entry: 0 before the first step.
    pub fn resume_index(&self) -> u32 {
        self.resume.get()
    }
    /// Whether it returned, raised or was closed.
    pub fn is_finished(&self) -> bool {
        self.resume.get() == GENERATOR_FINISHED
    }
    /// Whether it is running.
    pub fn is_running(&self) -> bool {
        self.running.get() != 0
    }
    /// Marks it as running or not.
    pub fn set_running(&self, running: bool) {
        self.running.set(u32::from(running));
    }
    /// Marks it as finished and drops its frame.
    pub fn finish(&self) {
        let has_started = self.resume.replace(GENERATOR_FINISHED) != 0;
        self.delegate.set(Value::UNBOUND);
        self.set_handled(None);
        let frame = self.frame_reference();
        if let Some(object) = frame.take_shared_object() {
            return frame_object::adopt_from_generator(object.borrow(), frame, has_started);
        }
        // The last local goes first, as in CPython.
        for slot in self.slots().iter().rev() {
            // SAFETY: a slot owns its value, which is moved out first.
            drop(unsafe { Owned::from_value(slot.replace(Value::UNBOUND)) });
        }
    }
    fn slots(&self) -> &[Cell<Value>] {
        // SAFETY: so many slots follow.
        unsafe {
            core::slice::from_raw_parts((&raw const self.slots).cast(), self.code().record().frame_slots as usize)
        }
    }
    fn frame_reference(&self) -> FrameReference {
        // SAFETY: the frame is in the generator.
        unsafe { FrameReference::new(NonNull::from(&self.frame)) }
    }
    /// The frame object; None once the generator has finished.
    pub fn frame_object(&self) -> Option<Owned> {
        (!self.is_finished()).then(|| self.frame_reference().object())
    }
    /// The function.
    pub fn function(&self) -> Owned {
        // SAFETY: the word owns its value.
        unsafe { Borrowed::from_value(self.frame.callee.get()) }.own()
    }
    /// `__name__`.
    pub fn name(&self) -> Owned {
        // SAFETY: the word owns its value.
        unsafe { Borrowed::from_value(self.name.get()) }.own()
    }
    /// Sets `__name__` and gives the old one.
    pub fn set_name(&self, name: Owned) -> Owned {
        // SAFETY: the word owns its value; ownership is exchanged.
        unsafe { Owned::from_value(self.name.replace(name.into_value())) }
    }
    /// `__qualname__`.
    pub fn qualified_name(&self) -> Owned {
        // SAFETY: the word owns its value.
        unsafe { Borrowed::from_value(self.qualified_name.get()) }.own()
    }
    /// Sets `__qualname__` and gives the old one.
    pub fn set_qualified_name(&self, name: Owned) -> Owned {
        // SAFETY: the word owns its value; ownership is exchanged.
        unsafe { Owned::from_value(self.qualified_name.replace(name.into_value())) }
    }
    /// The iterator a `yield from` is delegating to.
    pub fn delegate(&self) -> Option<Owned> {
        let delegate = self.delegate.get();
        // SAFETY: borrowed from a frame slot, which keeps it alive while it is set.
        (!delegate.is_unbound()).then(|| unsafe { Borrowed::from_value(delegate) }.own())
    }
    /// Forgets the iterator a `yield from` is delegating to: the generator runs.
    pub fn clear_delegate(&self) {
        self.delegate.set(Value::UNBOUND);
    }
    /// Takes the iterator that [`note_delegation`] noted, if any: the generator is suspended.
    pub fn settle_delegate(&self) {
        self.delegate.set(crate::token().thread().delegating.replace(Value::UNBOUND));
    }
    /// Takes the exception being handled inside the suspended frame.
    pub fn take_handled(&self) -> Option<Owned> {
        let handled = self.handled.replace(Value::NONE);
        // SAFETY: the word owned its value.
        (!handled.is_none()).then(|| unsafe { Owned::from_value(handled) })
    }
    /// Sets the exception being handled inside the suspended frame.
    pub fn set_handled(&self, exception: Option<Owned>) {
        let new = exception.map_or(Value::NONE, Owned::into_value);
        // SAFETY: the word owns its value; ownership is exchanged.
        drop(unsafe { Owned::from_value(self.handled.replace(new)) });
    }
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead generator.
    unsafe {
        let class = class_of(object);
        if !(*object.cast::<Generator>()).is_finished() && !instance::finalize_before_destroy(class, object) {
            return;
        }
        collector::untrack(object);
        let generator = &*object.cast::<Generator>();
        let slots = generator.code().record().frame_slots as usize;
        generator.finish();
        for word in [&generator.frame.callee, &generator.name, &generator.qualified_name] {
            owned::release(word.replace(Value::NONE));
        }
        free_object(object, (size_of::<Generator>() + 8 * slots).next_multiple_of(16));
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live generator.
    let generator = unsafe { &*object.cast::<Generator>() };
    visitor.value(generator.frame.callee.get());
    visitor.value(generator.name.get());
    visitor.value(generator.qualified_name.get());
    visitor.value(generator.handled.get());
    if generator.frame.is_observed.get() != 0 {
        visitor.value(generator.frame.object.get());
    }
    for slot in generator.slots() {
        visitor.value(slot.get());
    }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live generator, part of a dead cycle.
    unsafe { (*object.cast::<Generator>()).finish() }
}

/// How the memory of generators is handled.
pub const OBJECTS: Objects = Objects {
    memory: MemoryFunctions { destroy, traverse, clear },
    size: size_of::<Generator>(),
    layout: CoreType::Generator as u32,
    tracked: true,
};
