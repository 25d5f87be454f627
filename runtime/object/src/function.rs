//! Functions: compiled ones with their closure cells, native ones, and bound methods.

use core::cell::Cell as RustCell;

use molt_abi::layout::{offset, type_flags};
use molt_abi::{CodeRecord, Header, Word};
use molt_heap::{Visitor, allocator, collector, owned};

use crate::native::{ObjectKind, Payload, class_of, free_object, new_header, new_native, register_native};
use crate::native_type::Layout;
use crate::native_type::TypeKey;
use crate::type_object::MemoryFunctions;
use crate::{
    Arguments, Borrowed, CodeReference, CoreType, Owned, Result, TypeObject, Value, core_type, instance, type_of,
};

/// A function written in Python. Laid out for compiled code; the cells follow.
#[repr(C)]
pub struct Function {
    header: Header,
    code: RustCell<Word<CodeRecord>>,
    defaults: RustCell<Value>,
    keyword_defaults: RustCell<Value>,
    name: RustCell<Value>,
    qualified_name: RustCell<Value>,
    documentation: RustCell<Value>,
    annotate: RustCell<Value>,
    annotations: RustCell<Value>,
    area: [u64; 2],
    cells: [Value; 0],
}

// SAFETY: `Function::new` is the only way to an object of this layout.
unsafe impl ObjectKind for Function {
    const LAYOUT: TypeKey = TypeKey::Core(CoreType::Function);
}

const AREA: usize = core::mem::offset_of!(Function, area);
const _: () = assert!(core::mem::offset_of!(Function, cells) == offset::FUNCTION_CELLS as usize);
const _: () = assert!(core::mem::offset_of!(Function, code) == offset::FUNCTION_CODE as usize);

macro_rules! accessors {
    ($($(#[doc = $doc:literal])+ $get:ident $set:ident,)*) => {
        $(
            $(#[doc = $doc])+
            pub fn $get(&self) -> Owned {
                // SAFETY: the word owns its value, which is never ERROR.
                unsafe { Borrowed::from_value(self.$get.get()) }.own()
            }
            /// Sets it and gives the old one.
            pub fn $set(&self, value: Owned) -> Owned {
                // SAFETY: the word owns its value; ownership is exchanged.
                unsafe { Owned::from_value(self.$get.replace(value.into_value())) }
            }
        )*
    };
}

impl Function {
    /// A new function; `defaults` is a tuple or UNBOUND, `keyword_defaults` a dict or UNBOUND. There are as many
    /// cells as the code has free variables.
    #[expect(clippy::new_ret_no_self, reason = "they live in objects")]
    pub fn new(code: CodeReference, defaults: Owned, keyword_defaults: Owned, cells: &[Borrowed<'_>]) -> Owned {
        let record = code.record();
        assert!(cells.len() == record.cell_count as usize, "wrong number of cells");
        let class = core_type(CoreType::Function);
        let object = allocator::allocate((size_of::<Function>() + 8 * cells.len()).next_multiple_of(16));
        // SAFETY: fresh memory of the right size.
        unsafe {
            object.cast::<Function>().write(Function {
                header: new_header(class),
                code: RustCell::new(Word(core::ptr::from_ref(record).cast_mut())),
                defaults: RustCell::new(defaults.into_value()),
                keyword_defaults: RustCell::new(keyword_defaults.into_value()),
                name: RustCell::new(code.name().own().into_value()),
                qualified_name: RustCell::new(code.qualified_name().own().into_value()),
                documentation: RustCell::new(code.documentation().own().into_value()),
                annotate: RustCell::new(Value::UNBOUND),
                annotations: RustCell::new(Value::UNBOUND),
                area: [0; 2],
                cells: [],
            });
            instance::initialise_area(class, object);
            let first = object.cast::<u8>().add(offset::FUNCTION_CELLS as usize).cast::<Value>();
            for (index, cell) in cells.iter().enumerate() {
                first.add(index).write(cell.own().into_value());
            }
            collector::track(object);
            Owned::from_value(Value::from_pointer(object))
        }
    }
    /// The code.
    #[inline(always)]
    pub fn code(&self) -> CodeReference {
        // SAFETY: set from a code reference.
        unsafe { CodeReference::new(self.code.get().0) }
    }
    /// Sets the code, if it has as many free variables; false otherwise.
    pub fn set_code(&self, code: CodeReference) -> bool {
        let fits = code.record().cell_count == self.code().record().cell_count;
        if fits {
            self.code.set(Word(core::ptr::from_ref(code.record()).cast_mut()));
        }
        fits
    }
    /// The closure cells.
    pub fn cells(&self) -> &[Borrowed<'_>] {
        // SAFETY: as many values follow; they are cell objects.
        unsafe { core::slice::from_raw_parts((&raw const self.cells).cast(), self.code().record().cell_count as usize) }
    }
    /// Whether the body can be entered with so many positional arguments as they are.
    #[inline(always)]
    pub fn takes_directly(&self, count: usize) -> bool {
        self.code().record().direct_count as usize == count
    }
    /// Runs the code with arguments that it [takes directly](Self::takes_directly), each in a register.
    #[inline(always)]
    pub fn enter<const COUNT: usize>(&self, arguments: [Borrowed<'_>; COUNT]) -> Result {
        const { assert!(COUNT < 4) };
        let record = self.code().record();
        assert!(record.parameter_count as usize == COUNT, "wrong number of parameter slots");
        let callee = Value::from_pointer(core::ptr::from_ref(self).cast_mut().cast());
        let direct = record.direct.0;
        let given = |index: usize| arguments[index].value();
        // SAFETY: the body takes its function object and a value per parameter; it borrows them and gives an owned value or
        // ERROR.
        unsafe {
            use core::mem::transmute;
            owned_result(match COUNT {
                0 => transmute::<*mut u8, extern "C" fn(Value) -> Value>(direct)(callee),
                1 => transmute::<*mut u8, extern "C" fn(Value, Value) -> Value>(direct)(callee, given(0)),
                2 => {
                    let body: extern "C" fn(Value, Value, Value) -> Value = transmute(direct);
                    body(callee, given(0), given(1))
                }
                _ => {
                    let body: extern "C" fn(Value, Value, Value, Value) -> Value = transmute(direct);
                    body(callee, given(0), given(1), given(2))
                }
            })
        }
    }
    /// Runs the code with every parameter slot bound.
    pub fn invoke(&self, bound: &[Borrowed<'_>]) -> Result {
        let record = self.code().record();
        assert!(bound.len() == record.parameter_count as usize, "wrong number of parameter slots");
        let callee = Value::from_pointer(core::ptr::from_ref(self).cast_mut().cast());
        // SAFETY: the record's entry has this signature; it borrows its arguments and gives an owned value or ERROR.
        unsafe {
            let entry: extern "C" fn(*mut u8, Value, *const Borrowed<'_>) -> Value =
                core::mem::transmute(record.entry.0);
            owned_result(entry(record.direct.0, callee, bound.as_ptr()))
        }
    }
    accessors! {
        /// Tuple of positional defaults, or UNBOUND.
        defaults set_defaults,
        /// Dict of keyword-only defaults, or UNBOUND.
        keyword_defaults set_keyword_defaults,
        /// `__name__`.
        name set_name,
        /// `__qualname__`.
        qualified_name set_qualified_name,
        /// `__doc__`.
        documentation set_documentation,
        /// `__annotate__`, or UNBOUND.
        annotate set_annotate,
        /// `__annotations__`, UNBOUND until asked for.
        annotations set_annotations,
    }
}

/// What compiled code returned.
///
/// # Safety
/// The value is owned by the caller, or ERROR with an exception pending.
pub(crate) unsafe fn owned_result(value: Value) -> Result {
    if value.is_error() {
        return Err(crate::raised::assume_raised());
    }
    // SAFETY: owned (caller) and not ERROR.
    Ok(unsafe { Owned::from_value(value) })
}

fn held(object: *mut Header) -> impl Iterator<Item = *mut Value> {
    let function = object.cast::<Function>();
    // SAFETY: a valid function; the addresses lie in it.
    unsafe {
        let cells = object.cast::<u8>().add(offset::FUNCTION_CELLS as usize).cast::<Value>();
        let count = (*function).code().record().cell_count as usize;
        [
            (*function).defaults.as_ptr(),
            (*function).keyword_defaults.as_ptr(),
            (*function).name.as_ptr(),
            (*function).qualified_name.as_ptr(),
            (*function).documentation.as_ptr(),
            (*function).annotate.as_ptr(),
            (*function).annotations.as_ptr(),
        ]
        .into_iter()
        .chain((0..count).map(move |index| cells.add(index)))
    }
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead function.
    unsafe {
        collector::untrack(object);
        let class = class_of(object);
        let count = (*object.cast::<Function>()).code().record().cell_count as usize;
        instance::drop_area(class, object);
        for word in held(object) {
            owned::release(word.replace(Value::NONE));
        }
        free_object(object, (size_of::<Function>() + 8 * count).next_multiple_of(16));
    }
}

unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live function.
    unsafe {
        for word in held(object) {
            visitor.value(*word);
        }
        instance::traverse_common(object, visitor);
    }
}

unsafe fn clear(object: *mut Header) {
    // SAFETY: a live function, part of a dead cycle. Cells are needed to stay cells if it is still called by a
    // finalizer, so only what they and the defaults hold is dropped, through the other members of the cycle.
    unsafe {
        instance::clear_area(class_of(object), object);
        drop(Owned::from_value((*object.cast::<Function>()).defaults.replace(Value::UNBOUND)));
        drop(Owned::from_value((*object.cast::<Function>()).keyword_defaults.replace(Value::UNBOUND)));
        drop(Owned::from_value((*object.cast::<Function>()).annotate.replace(Value::UNBOUND)));
        drop(Owned::from_value((*object.cast::<Function>()).annotations.replace(Value::UNBOUND)));
    }
}

/// A variable shared between a function and the functions inside it.
#[repr(C)]
pub struct Cell {
    value: RustCell<Value>,
}

impl Cell {
    /// A new cell.
    #[expect(clippy::new_ret_no_self, reason = "cells live in objects")]
    pub fn new(initial: Owned) -> Owned {
        new_native(Cell { value: RustCell::new(initial.into_value()) })
    }
    /// The value, if the cell has one.
    pub fn get(&self) -> Option<Owned> {
        let value = self.value.get();
        // SAFETY: the word owns its value.
        (!value.is_unbound()).then(|| unsafe { Borrowed::from_value(value) }.own())
    }
    /// Sets the value (UNBOUND empties the cell) and gives the old one.
    pub fn set(&self, value: Owned) -> Owned {
        // SAFETY: the word owns its value; ownership is exchanged.
        unsafe { Owned::from_value(self.value.replace(value.into_value())) }
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        drop(self.set(Owned::unbound()));
    }
}

impl Payload for Cell {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Cell);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.value(self.value.get());
    }
    fn clear(&self) {
        drop(self.set(Owned::unbound()));
    }
}

/// A function bound to its first argument.
#[repr(C)]
pub struct Method {
    /// The function; any callable.
    pub function: Owned,
    /// The first argument.
    pub receiver: Owned,
}

impl Payload for Method {
    const TYPE: TypeKey = TypeKey::Core(CoreType::Method);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.function);
        visitor.owned(&self.receiver);
    }
}

/// How many arguments a native function takes; checked before it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// None.
    None,
    /// Exactly one positional argument.
    One,
    /// Between so many positional arguments, no keywords.
    Positional(u8, u32),
    /// The function checks its arguments itself.
    Any,
}

/// A native function's definition: static data. The link step knows where its name and its code stand.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Definition {
    /// `__name__`.
    pub name: &'static str,
    /// `__doc__`.
    pub documentation: &'static str,
    /// The code; called with the receiver (UNBOUND for module functions) and the arguments.
    pub function: fn(Borrowed<'_>, Arguments<'_>) -> Result,
    /// Arguments, without the receiver.
    pub arity: Arity,
}

impl Definition {
    /// Two groups of definitions as one; `COUNT` is how many there are.
    pub const fn concatenate<const COUNT: usize>(first: &[Definition], second: &[Definition]) -> [Definition; COUNT] {
        assert!(first.len() + second.len() == COUNT, "COUNT is not the number of definitions");
        let mut all = [first[0]; COUNT];
        let mut place = 1;
        while place < COUNT {
            all[place] = if place < first.len() { first[place] } else { second[place - first.len()] };
            place += 1;
        }
        all
    }
}

/// The parts of a docstring that may begin with a signature as C code of CPython's does, `NAME(PARAMETERS)\n--\n\n`: the
/// signature without the name, and the text.
pub fn split_documentation(name: &str, documentation: &'static str) -> (Option<&'static str>, &'static str) {
    let behind = documentation.strip_prefix(name.rsplit('.').next().unwrap_or(name));
    let signature = behind.filter(|rest| rest.starts_with('(')).and_then(|rest| rest.split_once("\n--\n\n"));
    match signature {
        Some((signature, text)) if signature.ends_with(')') && !signature.contains("\n\n") => (Some(signature), text),
        _ => (None, documentation),
    }
}

/// A native function, or a native method bound to its receiver.
pub struct NativeFunction {
    /// What it does.
    pub definition: &'static Definition,
    /// The receiver of a bound method, the class of a static one; UNBOUND for functions of modules.
    pub receiver: Owned,
    /// `__module__` of functions of modules.
    pub module: &'static str,
    /// Whether the receiver gives the name only.
    pub is_static: bool,
}

impl NativeFunction {
    /// A method bound to a receiver.
    pub fn bound(definition: &'static Definition, receiver: Owned) -> NativeFunction {
        NativeFunction { definition, receiver, module: "", is_static: false }
    }
    /// A static method of a class.
    pub fn of_class(definition: &'static Definition, class: Owned) -> NativeFunction {
        NativeFunction { definition, receiver: class, module: "", is_static: true }
    }
    /// `__qualname__`: with the class that the function is a static or class method of, or the receiver's.
    pub fn qualified_name(&self) -> String {
        let name = self.definition.name;
        let Some(receiver) = self.receiver.borrow().bound() else { return name.to_owned() };
        let class = TypeObject::of(receiver).unwrap_or_else(|| type_of(receiver).get());
        format!("{}.{name}", class.qualified_name())
    }
    /// A function of a module.
    pub fn of_module(definition: &'static Definition, module: &'static str) -> NativeFunction {
        NativeFunction { definition, receiver: Owned::unbound(), module, is_static: false }
    }
}

impl Payload for NativeFunction {
    const TYPE: TypeKey = TypeKey::Core(CoreType::NativeFunction);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.receiver);
    }
}

/// A method of a native type, unbound.
pub struct MethodDescriptor {
    /// What it does.
    pub definition: &'static Definition,
    /// The type it is a method of.
    pub owner: TypeKey,
}

impl Payload for MethodDescriptor {
    const TYPE: TypeKey = TypeKey::Core(CoreType::MethodDescriptor);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// Keeps `Method`'s fields where compiled code expects them.
const _: () = assert!(offset::METHOD_FUNCTION == 16 && offset::METHOD_RECEIVER == 24);

pub(crate) fn register() {
    let class = core_type(CoreType::Function);
    let functions = MemoryFunctions { destroy, traverse, clear };
    class.set_memory(Layout::of_core(CoreType::Function), size_of::<Function>(), functions, AREA);
    class.add_flags(type_flags::COLLECTED | type_flags::INSTANCE_AREA);
    register_native::<NativeFunction>();
}
