//! Frame objects: activations as Python code sees them.
//!
//! A frame object belongs to one activation and refers to its frame, which owns a reference to it ([`Frame::object`]). When
//! the activation is left while others hold the object, the frame *moves* into the object: the variables get another owner
//! instead of being given up, and only then the frame of the caller gets an object too, which becomes `f_back`.

use core::cell::{Cell, OnceCell};
use core::ptr::NonNull;

use molt_abi::layout::{GENERATOR_FINISHED, offset};
use molt_abi::{Frame, Header, Word};
use molt_heap::{OwnedCell, Visitor, allocator, collector, owned};

use crate::activation::FrameReference;
use crate::code::{Place, Variable};
use crate::description::{MADE, mark_reached};
use crate::native::{ObjectKind, free_object, new_header};
use crate::native_type::{Objects, TypeKey};
use crate::type_object::MemoryFunctions;
use crate::{Borrowed, CoreType, Downcast, Function, Generator, Owned, Value, core_type, memory};

/// A frame object. Room for the frame follows.
#[repr(C)]
pub struct FrameObject {
    header: Header,
    /// The frame: the activation's or, once that has been left, the one below.
    place: Cell<NonNull<Frame>>,
    /// Whether the frame has moved here.
    has_moved: Cell<bool>,
    /// Whether `f_trace_lines` is set.
    pub traces_lines: Cell<bool>,
    /// Whether `f_trace_opcodes` is set.
    pub traces_instructions: Cell<bool>,
    /// Slots there is room for.
    slot_count: u32,
    /// `f_back`, once the frame has moved.
    back: OwnedCell,
    /// What few frames are given, made when the first is.
    additions: OnceCell<Box<Additions>>,
    /// Room for the frame.
    room: [u64; 0],
}

/// What Python code gave a frame.
#[derive(Default)]
pub struct Additions {
    /// A dict of what `f_locals` was given under names of no variables.
    pub others: OwnedCell,
    /// A list of what writes to `f_locals` replaced: compiled code may still be using it.
    pub overwritten: OwnedCell,
    /// `f_trace`.
    pub trace: OwnedCell,
}

// SAFETY: `FrameObject::new` is the only way to an object of this layout.
unsafe impl ObjectKind for FrameObject {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Frame);
}

/// What an activation is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameState {
    /// It is a generator that has not started.
    Created,
    /// It is a generator that has yielded.
    Suspended,
    /// It runs, or has called what runs.
    Running,
    /// It has been left.
    Left,
}

fn size(slot_count: usize) -> usize {
    (size_of::<FrameObject>() + offset::FRAME_SLOTS as usize + 8 * slot_count).next_multiple_of(16)
}

impl FrameObject {
    /// The object of a frame that has none yet.
    #[expect(clippy::new_ret_no_self, reason = "they live in objects")]
    pub(crate) fn new(frame: FrameReference) -> Owned {
        mark_reached!(MADE, CoreType::Frame as usize);
        let slot_count = frame.code().record().frame_slots as usize;
        let object = allocator::allocate(size(slot_count));
        // SAFETY: fresh memory of the right size.
        unsafe {
            object.cast::<FrameObject>().write(FrameObject {
                header: new_header(core_type(CoreType::Frame)),
                place: Cell::new(frame.as_pointer()),
                has_moved: Cell::new(false),
                traces_lines: Cell::new(true),
                traces_instructions: Cell::new(false),
                slot_count: slot_count as u32,
                back: OwnedCell::new(),
                additions: OnceCell::new(),
                room: [],
            });
            collector::track(object);
            Owned::from_value(Value::from_pointer(object))
        }
    }
    /// The frame. To be used at once: it moves when the activation is left.
    pub fn frame(&self) -> FrameReference {
        // SAFETY: the activation's frame until that is left, then the one in this object.
        unsafe { FrameReference::new(self.place.get()) }
    }
    /// What Python code gave the frame, if anything.
    pub fn additions(&self) -> Option<&Additions> {
        self.additions.get().map(|additions| &**additions)
    }
    /// The same, to give it something.
    pub fn additions_or_new(&self) -> &Additions {
        self.additions.get_or_init(Box::default)
    }
    /// Gives the variables of a generator that was left without having started the arguments.
    fn bind_arguments(&self) {
        let frame = self.frame();
        for (index, name) in frame.code().parameter_names().iter().enumerate() {
            let Some(variable) = frame.code().variables().find(|variable| variable.name.is(*name)) else { continue };
            let argument = frame.value(index as u32).unwrap_or(Owned::unbound());
            let (slot, value) = match variable.place {
                Place::Local(slot) if slot as usize != index => (slot, argument),
                Place::Cell(slot) => (slot, crate::Cell::new(argument)),
                _ => continue,
            };
            drop(frame.set_value(slot, value));
        }
    }
    /// Moves a frame that has been left into the object: the variables, and the namespace of a class body. What is left over
    /// is given up. `owns_arguments` says that it is a generator's.
    fn adopt(&self, frame: FrameReference, owns_arguments: bool) {
        let code = frame.code();
        let caller = if owns_arguments { None } else { frame.previous() };
        let is_function = !owns_arguments && !code.is_class_body();
        let borrowed = if owns_arguments { 0 } else { code.record().parameter_count as usize };
        // SAFETY: there is room for a frame with as many slots behind the object's head; nothing is there yet.
        let own = unsafe {
            let own = NonNull::new_unchecked((&raw const self.room).cast_mut().cast::<Frame>());
            own.write(Frame {
                previous: Cell::new(Word(core::ptr::null_mut())),
                code: Word(core::ptr::from_ref(code.record()).cast_mut()),
                callee: Cell::new(frame.callee().map_or(Value::NONE, |callee| callee.own().into_value())),
                location: Cell::new(frame.location_index().map_or(0, |index| index + 1)),
                is_observed: Cell::new(0),
                object: Cell::new(Value::NONE),
            });
            let first = own.as_ptr().cast::<u8>().add(offset::FRAME_SLOTS as usize).cast::<Value>();
            // What a function's own slots hold is all of variables; nobody looks at its frame again.
            let unbound = if is_function { borrowed } else { self.slot_count as usize };
            for index in 0..unbound.min(self.slot_count as usize) {
                first.add(index).write(Value::UNBOUND);
            }
            if let Some(moved) = frame.slots().get(unbound..) {
                core::ptr::copy_nonoverlapping(moved.as_ptr().cast(), first.add(unbound), moved.len());
            }
            FrameReference::new(own)
        };
        let (from, to) = (frame.slots(), own.slots());
        let share = |slot: usize| {
            if let (Some(old), Some(new)) = (from.get(slot), to.get(slot)) {
                // SAFETY: the caller still holds the argument.
                new.set(unsafe { Borrowed::from_value(old.get()) }.own().into_value());
            }
        };
        // Parameters stand first among the variables.
        code.slots_of_variables().take(borrowed).filter(|&slot| slot < borrowed).for_each(share);
        if !is_function {
            for slot in code.slots_of_variables().filter(|&slot| slot >= borrowed) {
                if let (Some(old), Some(new)) = (from.get(slot), to.get(slot)) {
                    new.set(old.replace(Value::UNBOUND));
                }
            }
        }
        if code.is_class_body() {
            share(0);
        }
        self.place.set(own.as_pointer());
        self.has_moved.set(true);
        let caller = caller.filter(|_| !memory::is_short());
        drop(self.back.replace(caller.map(FrameReference::object)));
        if !is_function {
            frame.give_up(borrowed..from.len());
        }
    }
    /// What the activation is doing.
    pub fn state(&self) -> FrameState {
        if self.has_moved.get() {
            return FrameState::Left;
        }
        match self.suspended_or_running_generator() {
            Some(generator) if generator.is_running() => FrameState::Running,
            Some(generator) => match generator.resume_index() {
                0 => FrameState::Created,
                GENERATOR_FINISHED => FrameState::Left,
                _ => FrameState::Suspended,
            },
            None => FrameState::Running,
        }
    }
    fn suspended_or_running_generator(&self) -> Option<&Generator> {
        if self.has_moved.get() || !self.frame().code().is_generator() {
            return None;
        }
        // SAFETY: the frame of a generator's code is in the generator, which is alive as long as the frame has not moved.
        unsafe { Some(&*self.place.get().as_ptr().byte_sub(offset::GENERATOR_FRAME as usize).cast::<Generator>()) }
    }
    /// The generator that has not been left whose frame it is.
    pub fn generator(&self) -> Option<Owned> {
        let generator = self.suspended_or_running_generator()?;
        let pointer = core::ptr::from_ref(generator).cast_mut().cast();
        // SAFETY: the generator is alive.
        Some(unsafe { Borrowed::from_value(Value::from_pointer(pointer)) }.own())
    }
    /// `f_back`: the frame object of the caller.
    pub fn back(&self) -> Option<Owned> {
        match self.state() {
            FrameState::Left => self.back.get(),
            FrameState::Running => self.frame().previous().map(FrameReference::object),
            FrameState::Created | FrameState::Suspended => None,
        }
    }
    /// The value of a variable, if it is bound.
    pub fn value(&self, variable: &Variable) -> Option<Owned> {
        match self.place_of(variable) {
            Place::Local(slot) => self.frame().value(slot),
            place => self.cell(place)?.borrow().payload::<crate::Cell>()?.get(),
        }
    }
    /// Where a variable is at present: a generator that has not started has nothing but its arguments.
    fn place_of(&self, variable: &Variable) -> Place {
        if self.state() != FrameState::Created {
            return variable.place;
        }
        let parameters = self.frame().code().parameter_names();
        let argument = parameters.iter().position(|parameter| parameter.is(variable.name));
        argument.map_or(variable.place, |index| Place::Local(index as u32))
    }
    /// Sets a variable, and gives what it was bound to; gives the new value back where the running code would not see it.
    pub fn set_value(&self, variable: &Variable, value: Owned) -> Result<Option<Owned>, Owned> {
        let place = self.place_of(variable);
        if let Place::Local(slot) = place {
            if self.state() == FrameState::Running && !self.frame().code().reads_slots() {
                return Err(value);
            }
            return Ok(self.frame().set_value(slot, value));
        }
        let Some(cell) = self.cell(place) else { return Err(value) };
        let Some(cell) = cell.borrow().payload::<crate::Cell>() else { return Err(value) };
        Ok(Some(cell.set(value)).filter(|old| !old.value().is_unbound()))
    }
    /// The cell that a variable is in.
    fn cell(&self, place: Place) -> Option<Owned> {
        match place {
            Place::Local(_) => None,
            Place::Cell(slot) => self.frame().value(slot),
            Place::Free(index) => {
                let function = self.frame().callee()?.own();
                let function = function.borrow().downcast::<Function>()?;
                function.cells().get(index).copied().map(Borrowed::own)
            }
        }
    }
    /// Lets go of the variables of an activation that has been left, and of what `f_locals` was given besides.
    pub fn clear(&self) {
        if let Some(additions) = self.additions() {
            drop((additions.trace.take(), additions.others.take()));
        }
        if self.has_moved.get() {
            self.frame().give_up(0..self.slot_count as usize);
        }
    }
}

/// Moves the frame of a function that is being left into its object.
pub(crate) fn adopt(object: Borrowed<'_>, frame: FrameReference) {
    if let Some(own) = object.downcast::<FrameObject>() {
        own.adopt(frame, false);
    }
}

/// Moves the frame of a generator that is being left into its object.
pub(crate) fn adopt_from_generator(object: Borrowed<'_>, frame: FrameReference, has_started: bool) {
    if let Some(own) = object.downcast::<FrameObject>() {
        if !has_started {
            own.bind_arguments();
        }
        own.adopt(frame, true);
    }
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead frame object.
    unsafe {
        collector::untrack(object);
        let own = &*object.cast::<FrameObject>();
        // A frame that has not moved is none of the object's business, and may be gone by now.
        if own.has_moved.get() {
            let frame = own.frame();
            // The last one first. Nobody can see the slots any more.
            frame.slots().iter().rev().for_each(|slot| owned::release(slot.get()));
            owned::release(own.place.get().as_ref().callee.get());
        }
        drop(own.back.take());
        let size = size(own.slot_count as usize);
        drop((*object.cast::<FrameObject>()).additions.take());
        free_object(object, size);
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live frame object.
    let own = unsafe { &*object.cast::<FrameObject>() };
    own.back.visit(visitor);
    if let Some(additions) = own.additions() {
        for cell in [&additions.trace, &additions.others, &additions.overwritten] {
            cell.visit(visitor);
        }
    }
    if own.has_moved.get() {
        let frame = own.frame();
        // SAFETY: the frame is in the object.
        visitor.value(unsafe { own.place.get().as_ref() }.callee.get());
        for slot in frame.slots() {
            visitor.value(slot.get());
        }
    }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live frame object, part of a dead cycle.
    let own = unsafe { &*object.cast::<FrameObject>() };
    drop((own.back.take(), own.additions().and_then(|additions| additions.overwritten.take())));
    own.clear();
}

/// How the memory of frame objects is handled.
pub const OBJECTS: Objects = Objects {
    memory: MemoryFunctions { destroy, traverse, clear },
    size: size_of::<FrameObject>(),
    layout: CoreType::Frame as u32,
    tracked: true,
};
