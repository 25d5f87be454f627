//! Exception objects and tracebacks.

use core::cell::{Cell, RefCell};

use molt_abi::Location;
use molt_abi::layout::type_flags;
use molt_heap::{OwnedCell, Visitor};

use crate::native::{Downcast, Payload, new_native, new_native_of, register_native, try_new_native_of};
use crate::native_type::TypeKey;
use crate::type_object::TypeObject;
use crate::{Borrowed, CodeReference, CoreType, FrameObject, Owned, Tuple, core_type, instance};

/// The data of every exception.
#[derive(Default)]
pub struct Exception {
    /// `args`, a tuple.
    pub arguments: OwnedCell,
    /// `__traceback__`, outermost entry first.
    pub traceback: OwnedCell,
    /// `__context__`.
    pub context: OwnedCell,
    /// `__cause__`.
    pub cause: OwnedCell,
    /// `__suppress_context__`.
    pub suppress_context: Cell<bool>,
    /// Further attributes of some types (`errno`, `value`, `name`, ...), in the order they were first set. Most exceptions have none:
    /// one word says so.
    fields: RefCell<Option<Box<Field>>>,
}

/// A further attribute of an exception.
struct Field {
    name: &'static str,
    value: Owned,
    next: Option<Box<Field>>,
}

/// The attributes from one on.
fn fields_from(first: Option<&Field>) -> impl Iterator<Item = &Field> {
    core::iter::successors(first, |field| field.next.as_deref())
}

impl Payload for Exception {
    const TYPE: TypeKey = TypeKey::Core(CoreType::BaseException);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        for cell in [&self.arguments, &self.traceback, &self.context, &self.cause] {
            cell.visit(visitor);
        }
        for field in fields_from(self.fields.borrow().as_deref()) {
            visitor.owned(&field.value);
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
        let fields = self.fields.borrow();
        fields_from(fields.as_deref()).find(|field| field.name == name).map(|field| field.value.clone())
    }
    /// Sets a further attribute.
    pub fn set_field(&self, name: &'static str, value: Owned) {
        let mut fields = self.fields.borrow_mut();
        let mut place = &mut *fields;
        while let Some(field) = place {
            if field.name == name {
                let old = core::mem::replace(&mut field.value, value);
                drop(fields);
                drop(old);
                return;
            }
            place = &mut field.next;
        }
        *place = Some(Box::new(Field { name, value, next: None }));
    }
    /// `args`.
    pub fn arguments(&self) -> Owned {
        self.arguments.get().unwrap_or_else(|| Tuple::from_vec(Vec::new()))
    }
}

/// One entry of a traceback.
pub struct Traceback {
    /// `tb_next`: the entry of the function this one called.
    pub next: OwnedCell,
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
        self.next.visit(visitor);
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
    new_native_of(class, Exception { arguments: Some(arguments).into(), ..Exception::default() })
}

/// A new exception without arguments; None when there is no memory for one.
pub(crate) fn try_new(class: &TypeObject) -> Option<Owned> {
    try_new_native_of(class, Exception::default())
}

/// Adds an outermost entry to an exception's traceback.
pub fn add_traceback(exception: &Exception, frame: Owned, location: u32) {
    let next = exception.traceback.take();
    let instruction = 2 * location as i32;
    let entry = new_native(Traceback { next: next.into(), frame, instruction, line: -1 });
    drop(exception.traceback.replace(Some(entry)));
}

/// Sets the context of an exception about to be raised while `handled` is being handled; avoids cycles in the chain of
/// contexts.
pub fn set_context_for_raise(exception: Borrowed<'_>, handled: &Owned) {
    if handled.is(exception) {
        return;
    }
    let context_of = |raised: &Owned| Exception::of(raised.borrow()).and_then(|data| data.context.get());
    // Most are the first of their chain.
    if let Some(context) = context_of(handled) {
        let mut current = handled.clone();
        let mut next = Some(context);
        // Goes half as fast, so that a cycle somebody made by hand is noticed: everything in it has then been visited.
        let mut slow = handled.clone();
        let mut slow_moves = false;
        while let Some(context) = next {
            if context.is(exception) {
                drop(Exception::of(current.borrow()).and_then(|data| data.context.take()));
                break;
            }
            current = context;
            if current.is(slow.borrow()) {
                break;
            }
            if slow_moves {
                slow = context_of(&slow).unwrap_or(slow);
            }
            slow_moves = !slow_moves;
            next = context_of(&current);
        }
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
