//! The special methods: which slot each belongs to, how a wrapper calls the slot, and which dispatcher a class that
//! defines the method gets.

use molt_object::TypeKey;
use molt_object::description::Mark;
use molt_object::function::Arity;
use molt_object::slots::{Slots, TypeSlots};
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Downcast, Name, Owned, Payload, Result, TypeObject, Visitor, integer,
    raise, type_of,
};

use crate::{convert, dispatch};

/// One special method. The link step knows where its parts stand.
#[repr(C)]
pub struct Operation {
    /// Its name, as text.
    text: &'static str,
    /// The name of the slot.
    slot: &'static str,
    /// Whether the slot is filled.
    pub present: fn(&Slots) -> bool,
    /// Calls the slot.
    pub call: fn(&TypeSlots, Borrowed<'_>, Arguments<'_>) -> Result,
    /// Puts the dispatcher into the slot.
    pub install: fn(&mut Slots),
    /// Its name.
    pub name: Name,
    /// Its arguments besides the receiver.
    pub arity: Arity,
}

/// A special method of a native type, unbound.
pub struct SlotWrapper {
    /// The method.
    pub operation: &'static Operation,
    /// The type whose slot it calls.
    pub owner: TypeKey,
}

impl Payload for SlotWrapper {
    const TYPE: TypeKey = TypeKey::Core(CoreType::SlotWrapper);
    const TRACKED: bool = false;
    fn traverse(&self, _visitor: &mut Visitor<'_>) {}
}

/// A special method of a native type, bound to its receiver.
pub struct MethodWrapper {
    /// The method.
    pub operation: &'static Operation,
    /// The type whose slot it calls.
    pub owner: TypeKey,
    /// The receiver.
    pub receiver: Owned,
}

impl Payload for MethodWrapper {
    const TYPE: TypeKey = TypeKey::Core(CoreType::MethodWrapper);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.receiver);
    }
}

/// Calls a special method of a native type on a receiver.
pub fn call_wrapper(
    operation: &Operation,
    owner: &TypeObject,
    receiver: Borrowed<'_>,
    arguments: Arguments<'_>,
) -> Result {
    let given = arguments.positional().len();
    let bad = match operation.arity {
        Arity::None => given != 0,
        Arity::One => given != 1,
        Arity::Positional(least, most) => given < usize::from(least) || given > most as usize,
        Arity::Any => false,
    };
    if operation.arity != Arity::Any && arguments.has_keywords() {
        let name = operation.name.text();
        return Err(raise(CoreType::TypeError, format_args!("wrapper {name}() takes no keyword arguments")));
    }
    if bad {
        let (least, most) = match operation.arity {
            Arity::None => (0, 0),
            Arity::One | Arity::Any => (1, 1),
            Arity::Positional(least, most) => (usize::from(least), most as usize),
        };
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let name = operation.name.text();
        // CPython has a function for each number of arguments, and each its own text.
        let message = if least == most {
            let name = if least > 1 { format!("{name} ") } else { String::new() };
            format!("{name}expected {least} argument{}, got {given}", plural(least))
        } else if operation.name != Name::Get {
            format!("expected {least} or {most} arguments, got {given}")
        } else if given < least {
            format!("{name} expected at least {least} argument{}, got {given}", plural(least))
        } else {
            format!("{name} expected at most {most} argument{}, got {given}", plural(most))
        };
        return Err(raise(CoreType::TypeError, message));
    }
    (operation.call)(owner.slots(), receiver, arguments)
}

/// The `call` slot of wrappers.
pub fn call_slot_wrapper(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(wrapper) = callee.payload::<SlotWrapper>() else { unreachable!("not a wrapper") };
    let owner = wrapper.owner.object();
    let name = wrapper.operation.name.text();
    let Some(&receiver) = arguments.positional().first() else {
        let owner = owner.name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("descriptor '{name}' of '{owner}' object needs an argument"),
        ));
    };
    if !type_of(receiver).is_subtype(owner) {
        let (owner, found) = (owner.name(), type_of(receiver).name());
        return Err(raise(
            CoreType::TypeError,
            format_args!("descriptor '{name}' requires a '{owner}' object but received a '{found}'"),
        ));
    }
    call_wrapper(wrapper.operation, owner, receiver, arguments.without_first())
}

/// The `call` slot of bound wrappers.
pub fn call_method_wrapper(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(wrapper) = callee.payload::<MethodWrapper>() else { unreachable!("not a wrapper") };
    call_wrapper(wrapper.operation, wrapper.owner.object(), wrapper.receiver.borrow(), arguments)
}

fn nothing(result: Result<()>) -> Result {
    result.map(|()| Owned::none())
}

fn absent() -> Result {
    Ok(Owned::not_implemented())
}

macro_rules! operation {
    ($name:ident, $arity:expr, $slot:ident, $dispatcher:path, |$function:ident, $receiver:ident, $arguments:ident| $call:expr) => {
        Operation {
            text: Name::$name.text(),
            slot: stringify!($slot),
            name: Name::$name,
            arity: $arity,
            present: |slots| slots.$slot.is_some(),
            call: |slots, $receiver, $arguments| {
                let Some($function) = slots.$slot() else { return absent() };
                $call
            },
            install: |slots| slots.$slot = Some($dispatcher),
        }
    };
}

/// Access to attributes: types without the slot, of which `object` is the first, have what is usual.
macro_rules! attribute_access {
    ($name:ident, $arity:expr, $slot:ident, |$function:ident, $receiver:ident, $arguments:ident| $call:expr) => {
        Operation {
            call: |slots, $receiver, $arguments| {
                let $function = slots.$slot();
                $call
            },
            ..operation!($name, $arity, $slot, dispatch::$slot, |_function, _receiver, _arguments| absent())
        }
    };
}

macro_rules! unary {
    ($name:ident, $slot:ident) => {
        operation!($name, Arity::None, $slot, dispatch::$slot, |function, receiver, _arguments| function(receiver))
    };
}

macro_rules! binary {
    ($name:ident, $slot:ident) => {
        operation!($name, Arity::One, $slot, dispatch::$slot, |function, receiver, arguments| {
            function(receiver, arguments.positional()[0])
        })
    };
}

macro_rules! reflected {
    ($name:ident, $slot:ident) => {
        operation!($name, Arity::One, $slot, dispatch::$slot, |function, receiver, arguments| {
            function(arguments.positional()[0], receiver)
        })
    };
}

macro_rules! comparison {
    ($name:ident, $comparison:ident) => {
        operation!($name, Arity::One, compare, dispatch::compare, |function, receiver, arguments| {
            function(receiver, arguments.positional()[0], Comparison::$comparison)
        })
    };
}

/// A table of special methods.
#[repr(C)]
pub struct Operations {
    mark: &'static Mark,
    operations: &'static [Operation],
}

impl Operation {
    /// Whether a type has the special method: its slot is filled, or it is `object`, whose empty slots for attributes mean
    /// what is usual.
    pub fn is_of(&self, key: TypeKey, slots: &Slots) -> bool {
        let access = matches!(self.name, Name::GetAttribute | Name::SetAttr | Name::DelAttr);
        (self.present)(slots) || (access && matches!(key, TypeKey::Core(CoreType::Object)))
    }
}

impl Operations {
    /// All of them.
    pub fn iter(&'static self) -> impl Iterator<Item = &'static Operation> {
        // A table whose place the optimiser sees through has no mark in the object.
        core::hint::black_box(self).operations.iter()
    }
    /// Those for which classes get dispatchers: all but the sequence operations.
    pub fn of_classes(&'static self) -> impl Iterator<Item = &'static Operation> {
        self.iter().take(self.operations.len() - SEQUENCE_OPERATIONS)
    }
}

/// How many operations of sequences stand at the end of the table.
const SEQUENCE_OPERATIONS: usize = 5;

/// Every special method that has a slot.
pub static OPERATIONS: Operations = Operations { mark: &molt_object::description::OPERATIONS, operations: TABLE };

static TABLE: &[Operation] = &[
    unary!(Repr, repr),
    unary!(Str, str),
    operation!(Hash, Arity::None, hash, dispatch::hash, |function, receiver, _arguments| {
        function(receiver).map(integer::from_i64)
    }),
    operation!(Call, Arity::Any, call, dispatch::call, |function, receiver, arguments| function(receiver, arguments)),
    attribute_access!(GetAttribute, Arity::One, get_attribute, |slot, receiver, arguments| {
        slot.unwrap_or(dispatch::usual_get)(receiver, arguments.positional()[0])
    }),
    attribute_access!(SetAttr, Arity::Positional(2, 2), set_attribute, |slot, receiver, arguments| {
        let (name, value) = (arguments.positional()[0], Some(arguments.positional()[1]));
        nothing(slot.unwrap_or(dispatch::native_set)(receiver, name, value))
    }),
    attribute_access!(DelAttr, Arity::One, set_attribute, |slot, receiver, arguments| {
        nothing(slot.unwrap_or(dispatch::native_set)(receiver, arguments.positional()[0], None))
    }),
    comparison!(Eq, Equal),
    comparison!(Ne, NotEqual),
    comparison!(Lt, Less),
    comparison!(Le, LessEqual),
    comparison!(Gt, Greater),
    comparison!(Ge, GreaterEqual),
    unary!(Iter, iterate),
    operation!(Next, Arity::None, next, dispatch::next, |function, receiver, _arguments| {
        match function(receiver)? {
            Some(item) => Ok(item),
            None => Err(molt_object::raised::raise_with(CoreType::StopIteration, &[])),
        }
    }),
    operation!(Init, Arity::Any, init, dispatch::init, |function, receiver, arguments| {
        nothing(function(receiver, arguments))
    }),
    operation!(
        Get,
        Arity::Positional(1, 2),
        descriptor_get,
        dispatch::descriptor_get,
        |function, receiver, arguments| {
            let instance = arguments.positional()[0];
            let none = Owned::none();
            let owner = arguments.positional().get(1).copied().unwrap_or(none.borrow());
            if instance.is_none() && owner.is_none() {
                return Err(raise(CoreType::TypeError, "__get__(None, None) is invalid"));
            }
            if owner.is_none() {
                return function(receiver, Some(instance), type_of(instance).get().as_borrowed());
            }
            function(receiver, (!instance.is_none()).then_some(instance), owner)
        }
    ),
    operation!(
        Set,
        Arity::Positional(2, 2),
        descriptor_set,
        dispatch::descriptor_set,
        |function, receiver, arguments| {
            nothing(function(receiver, arguments.positional()[0], Some(arguments.positional()[1])))
        }
    ),
    operation!(Delete, Arity::One, descriptor_set, dispatch::descriptor_set, |function, receiver, arguments| {
        nothing(function(receiver, arguments.positional()[0], None))
    }),
    operation!(Del, Arity::None, finalize, dispatch::finalize, |function, receiver, _arguments| {
        function(receiver);
        Ok(Owned::none())
    }),
    operation!(Len, Arity::None, length, dispatch::length, |function, receiver, _arguments| {
        function(receiver).map(integer::from_usize)
    }),
    binary!(GetItem, item_get),
    operation!(SetItem, Arity::Positional(2, 2), item_set, dispatch::item_set, |function, receiver, arguments| {
        nothing(function(receiver, arguments.positional()[0], Some(arguments.positional()[1])))
    }),
    operation!(DelItem, Arity::One, item_set, dispatch::item_set, |function, receiver, arguments| {
        nothing(function(receiver, arguments.positional()[0], None))
    }),
    operation!(Contains, Arity::One, contains, dispatch::contains, |function, receiver, arguments| {
        function(receiver, arguments.positional()[0]).map(Owned::bool)
    }),
    operation!(Bool, Arity::None, truth, dispatch::truth, |function, receiver, _arguments| {
        function(receiver).map(Owned::bool)
    }),
    unary!(Int, int),
    unary!(Float, float),
    unary!(Index, index),
    unary!(Neg, negative),
    unary!(Pos, positive),
    unary!(Abs, absolute),
    unary!(Invert, invert),
    binary!(Add, add),
    reflected!(RAdd, add),
    binary!(Sub, subtract),
    reflected!(RSub, subtract),
    binary!(Mul, multiply),
    reflected!(RMul, multiply),
    binary!(MatMul, matrix_multiply),
    reflected!(RMatMul, matrix_multiply),
    binary!(TrueDiv, true_divide),
    reflected!(RTrueDiv, true_divide),
    binary!(FloorDiv, floor_divide),
    reflected!(RFloorDiv, floor_divide),
    binary!(Mod, modulo),
    reflected!(RMod, modulo),
    binary!(DivMod, divmod),
    reflected!(RDivMod, divmod),
    operation!(Pow, Arity::Positional(1, 2), power, dispatch::power, |function, receiver, arguments| {
        let none = Owned::none();
        let modulus = arguments.positional().get(1).copied().unwrap_or(none.borrow());
        function(receiver, arguments.positional()[0], modulus)
    }),
    operation!(RPow, Arity::Positional(1, 2), power, dispatch::power, |function, receiver, arguments| {
        let none = Owned::none();
        let modulus = arguments.positional().get(1).copied().unwrap_or(none.borrow());
        function(arguments.positional()[0], receiver, modulus)
    }),
    binary!(And, bit_and),
    reflected!(RAnd, bit_and),
    binary!(Or, bit_or),
    reflected!(ROr, bit_or),
    binary!(Xor, bit_xor),
    reflected!(RXor, bit_xor),
    binary!(LShift, shift_left),
    reflected!(RLShift, shift_left),
    binary!(RShift, shift_right),
    reflected!(RRShift, shift_right),
    binary!(IAdd, inplace_add),
    binary!(ISub, inplace_subtract),
    binary!(IMul, inplace_multiply),
    binary!(IMatMul, inplace_matrix_multiply),
    binary!(ITrueDiv, inplace_true_divide),
    binary!(IFloorDiv, inplace_floor_divide),
    binary!(IMod, inplace_modulo),
    binary!(IPow, inplace_power),
    binary!(IAnd, inplace_bit_and),
    binary!(IOr, inplace_bit_or),
    binary!(IXor, inplace_bit_xor),
    binary!(ILShift, inplace_shift_left),
    binary!(IRShift, inplace_shift_right),
    // Sequences: the same names, for types without the arithmetic slot.
    operation!(Add, Arity::One, concatenate, dispatch::no_binary, |function, receiver, arguments| {
        function(receiver, arguments.positional()[0])
    }),
    operation!(Mul, Arity::One, repeat, dispatch::no_repeat, |function, receiver, arguments| {
        function(receiver, convert::count_isize(arguments.positional()[0])?)
    }),
    operation!(RMul, Arity::One, repeat, dispatch::no_repeat, |function, receiver, arguments| {
        function(receiver, convert::count_isize(arguments.positional()[0])?)
    }),
    operation!(IAdd, Arity::One, inplace_concatenate, dispatch::no_binary, |function, receiver, arguments| {
        function(receiver, arguments.positional()[0])
    }),
    operation!(IMul, Arity::One, inplace_repeat, dispatch::no_repeat, |function, receiver, arguments| {
        function(receiver, convert::count_isize(arguments.positional()[0])?)
    }),
];

// What the link step takes for granted; there it reads words of 64 bits.
#[cfg(target_pointer_width = "64")]
const _: () = {
    use core::mem::offset_of;

    use molt_abi::descriptions;
    assert!(offset_of!(Operations, mark) == 0 && offset_of!(Operations, operations) == descriptions::OPERATIONS);
    assert!(size_of::<Operation>() == descriptions::OPERATION_SIZE && offset_of!(Operation, text) == 0);
    assert!(offset_of!(Operation, slot) == descriptions::OPERATION_SLOT);
    assert!(offset_of!(Operation, call) == descriptions::OPERATION_CALL);
    assert!(offset_of!(Operation, install) == descriptions::OPERATION_INSTALL);
};
