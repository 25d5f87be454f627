//! Exception objects and tracebacks.

use core::cell::{Cell, RefCell};

use molt_abi::Location;
use molt_abi::layout::type_flags;
use molt_heap::Visitor;

use crate::native::{Downcast, Payload, new_native, new_native_of, register_native, try_new_native_of};
use crate::native_type::TypeKey;
use crate::type_object::TypeObject;
use crate::{Borrowed, CodeReference, CoreType, FrameObject, Owned, Tuple, core_type, instance};

/// The data of every exception.
#[derive(Default)]
pub struct Exception {
    /// `args`, a tuple.
    pub arguments: RefCell<Option<Owned>>,
    /// `__traceback__`, outermost entry first.
    pub traceback: RefCell<Option<Owned>>,
    /// `__context__`.
    pub context: RefCell<Option<Owned>>,
    /// `__cause__`.
    pub cause: RefCell<Option<Owned>>,
    /// `__suppress_context__`.
    pub suppress_context: Cell<bool>,
    /// Further attributes of some types by name (`errno`, `value`, `name`, ...).
    pub fields: RefCell<Vec<(&'static str, Owned)>>,
}

impl Payload for Exception {
    const TYPE: TypeKey = TypeKey::Core(CoreType::BaseException);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.arguments.borrow());
        visitor.optional(&self.traceback.borrow());
        visitor.optional(&self.context.borrow());
        visitor.optional(&self.cause.borrow());
        for (_, value) in self.fields.borrow().iter() {
            visitor.owned(value);
        }
    }
    fn clear(&self) {
        let held = (self.arguments.take(), self.traceback.take(), self.context.take(), self.cause.take());
        let fields = self.fields.take();
        drop((held, fields));
    }
}

impl Exception {
    /// The data of an exception.
    pub fn of(value: Borrowed<'_>) -> Option<&Exception> {
        value.payload::<Exception>()
    }
    /// A further attribute.
    pub fn field(&self, name: &str) -> Option<Owned> {
        self.fields.borrow().iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone())
    }
    /// Sets a further attribute.
    pub fn set_field(&self, name: &'static str, value: Owned) {
        let mut fields = self.fields.borrow_mut();
        let old = match fields.iter_mut().find(|(key, _)| *key == name) {
            Some((_, slot)) => Some(core::mem::replace(slot, value)),
            None => {
                fields.push((name, value));
                None
            }
        };
        drop(fields);
        drop(old);
    }
    /// `args`.
    pub fn arguments(&self) -> Owned {
        self.arguments.borrow().clone().unwrap_or_else(|| Tuple::from_vec(Vec::new()))
    }
}

/// One entry of a traceback.
pub struct Traceback {
    /// `tb_next`: the entry of the function this one called.
    pub next: RefCell<Option<Owned>>,
    /// `tb_frame`, a frame object.
    pub frame: Owned,
    /// `tb_lasti`: twice the index into the code's locations.
    pub instruction: i32,
    /// `tb_lineno`; -1 for that of the instruction.
    pub line: i32,
}

impl Traceback {
    /// The place in the code that `tb_lasti` says, if there is one.
    pub fn location(&self) -> Option<Location> {
        let index = usize::try_from(self.instruction / 2).ok()?;
        self.code().location(index)
    }
    /// `tb_lineno`.
    pub fn line(&self) -> Option<i32> {
        if self.line == -1 { Some(self.location()?.line as i32) } else { Some(self.line) }
    }
    /// The code of the frame.
    pub fn code(&self) -> CodeReference {
        match self.frame.borrow().downcast::<FrameObject>() {
            Some(frame) => frame.frame().code(),
            None => unreachable!("tracebacks are made with frame objects"),
        }
    }
}

impl Payload for Traceback {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Traceback);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.next.borrow());
        visitor.owned(&self.frame);
    }
    fn clear(&self) {
        drop(self.next.take());
    }
}

/// A new exception of a class with the layout of exceptions, made without running any `__init__`. The text of the program
/// bounds how many arguments there are.
pub fn new(class: &TypeObject, arguments: &[Borrowed<'_>]) -> Owned {
    with_arguments(class, Tuple::from_slice(arguments))
}

/// The same with any number of arguments, a tuple.
pub fn with_arguments(class: &TypeObject, arguments: Owned) -> Owned {
    let exception = Exception::default();
    *exception.arguments.borrow_mut() = Some(arguments);
    new_native_of(class, exception)
}

/// A new exception without arguments; None when there is no memory for one.
pub(crate) fn try_new(class: &TypeObject) -> Option<Owned> {
    try_new_native_of(class, Exception::default())
}

/// Adds an outermost entry to an exception's traceback.
pub fn add_traceback(exception: &Exception, frame: Owned, location: u32) {
    let next = exception.traceback.take();
    let instruction = 2 * location as i32;
    let entry = new_native(Traceback { next: RefCell::new(next), frame, instruction, line: -1 });
    *exception.traceback.borrow_mut() = Some(entry);
}

/// Sets the context of an exception about to be raised while `handled` is being handled; avoids cycles in the chain of
/// contexts.
pub fn set_context_for_raise(exception: Borrowed<'_>, handled: &Owned) {
    if handled.is(exception) {
        return;
    }
    let mut current = handled.clone();
    // Goes half as fast, so that a cycle somebody made by hand is noticed: everything in it has then been visited.
    let mut slow = handled.clone();
    let mut slow_moves = false;
    while let Some(data) = Exception::of(current.borrow()) {
        let context = data.context.borrow().clone();
        match context {
            Some(context) if context.is(exception) => {
                let removed = data.context.take();
                drop(removed);
                break;
            }
            Some(context) => current = context,
            None => break,
        }
        if current.is(slow.borrow()) {
            break;
        }
        if slow_moves {
            let next = Exception::of(slow.borrow()).and_then(|data| data.context.borrow().clone());
            slow = next.unwrap_or(slow);
        }
        slow_moves = !slow_moves;
    }
    if let Some(data) = Exception::of(exception) {
        let old = data.context.replace(Some(handled.clone()));
        drop(old);
    }
}

/// Whether an exception's class is a core type or a subclass of it.
pub fn is_instance(exception: Borrowed<'_>, core: CoreType) -> bool {
    crate::type_of(exception).is_subtype(core_type(core))
}

pub(crate) fn register() {
    register_native::<Exception>();
    let base = core_type(CoreType::BaseException);
    instance::add_area(base, instance::InstanceArea { slots: 0 });
    base.add_flags(type_flags::EXCEPTION);
}
