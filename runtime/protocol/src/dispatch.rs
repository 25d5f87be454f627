//! Dispatchers: the slots of classes that define special methods.

use molt_object::slots::TypeSlots;
use molt_object::{
    Arguments, Borrowed, Comparison, CoreType, Downcast, Name, Owned, Result, TypeObject, exception, integer, raise,
    raised, type_of,
};

use crate::compare::same_binary;
use crate::{attribute, convert};

/// Calls a special method that must exist.
fn required(receiver: Borrowed<'_>, name: Name, arguments: &[Borrowed<'_>]) -> Result {
    match attribute::call_special(receiver, name, arguments)? {
        Some(result) => Ok(result),
        None => Err(raise(CoreType::AttributeError, name.text())),
    }
}

/// Calls a special method; NotImplemented when there is none.
fn maybe(receiver: Borrowed<'_>, name: Name, argument: Borrowed<'_>, more: Option<Borrowed<'_>>) -> Result {
    let class = type_of(receiver);
    match (attribute::type_lookup(&class, name.str()), more) {
        (Some(method), None) => attribute::call_unbound(method, receiver, &class, &[argument]),
        (Some(method), Some(more)) => attribute::call_unbound(method, receiver, &class, &[argument, more]),
        (None, _) => Ok(Owned::not_implemented()),
    }
}

fn is_not_implemented(value: &Owned) -> bool {
    value.value() == molt_object::Value::NOT_IMPLEMENTED
}

/// Both halves of a binary operator: the method, the reflected method, and the rule that a subclass's override of the
/// reflected method goes first. `dispatches` says which types have the slot's dispatcher: the others have had or will
/// have their say through slots of their own (`str + x` comes here for `x.__radd__` before strs are concatenated). `pow`
/// has a third operand.
fn binary_with(
    left: Borrowed<'_>,
    right: Borrowed<'_>,
    more: Option<Borrowed<'_>>,
    name: Name,
    reflected: Name,
    dispatches: impl Fn(&TypeSlots) -> bool,
) -> Result {
    let left_type = type_of(left);
    let right_type = type_of(right);
    let same = left_type.get() == right_type.get();
    let mut other =
        !same && dispatches(right_type.slots()) && attribute::type_lookup(&right_type, reflected.str()).is_some();
    if dispatches(left_type.slots()) && attribute::type_lookup(&left_type, name.str()).is_some() {
        if other && right_type.is_subtype(&left_type) {
            let own = attribute::type_lookup(&left_type, reflected.str());
            let theirs = attribute::type_lookup(&right_type, reflected.str());
            let overloaded = match (own, theirs) {
                (Some(own), Some(theirs)) => !own.is(theirs.borrow()),
                (None, Some(_)) => true,
                _ => false,
            };
            if overloaded {
                let result = maybe(right, reflected, left, more)?;
                if !is_not_implemented(&result) {
                    return Ok(result);
                }
                other = false;
            }
        }
        let result = maybe(left, name, right, more)?;
        if same || !is_not_implemented(&result) {
            return Ok(result);
        }
    }
    if other { maybe(right, reflected, left, more) } else { Ok(Owned::not_implemented()) }
}

macro_rules! binaries {
    ($($slot:ident $name:ident $reflected:ident;)*) => {
        $(
            #[doc = concat!("Slot `", stringify!($slot), "`.")]
            pub fn $slot(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                binary_with(left, right, None, Name::$name, Name::$reflected, |slots| {
                    slots.$slot().is_some_and(|slot| same_binary(slot, $slot))
                })
            }
        )*
    };
}

binaries! {
    add Add RAdd;
    subtract Sub RSub;
    multiply Mul RMul;
    matrix_multiply MatMul RMatMul;
    true_divide TrueDiv RTrueDiv;
    floor_divide FloorDiv RFloorDiv;
    modulo Mod RMod;
    divmod DivMod RDivMod;
    bit_and And RAnd;
    bit_or Or ROr;
    bit_xor Xor RXor;
    shift_left LShift RLShift;
    shift_right RShift RRShift;
}

macro_rules! inplace {
    ($($slot:ident $name:ident;)*) => {
        $(
            #[doc = concat!("Slot `", stringify!($slot), "`.")]
            pub fn $slot(left: Borrowed<'_>, right: Borrowed<'_>) -> Result {
                required(left, Name::$name, &[right])
            }
        )*
    };
}

inplace! {
    inplace_add IAdd;
    inplace_subtract ISub;
    inplace_multiply IMul;
    inplace_matrix_multiply IMatMul;
    inplace_true_divide ITrueDiv;
    inplace_floor_divide IFloorDiv;
    inplace_modulo IMod;
    inplace_power IPow;
    inplace_bit_and IAnd;
    inplace_bit_or IOr;
    inplace_bit_xor IXor;
    inplace_shift_left ILShift;
    inplace_shift_right IRShift;
    item_get GetItem;
}

macro_rules! unaries {
    ($($slot:ident $name:ident;)*) => {
        $(
            #[doc = concat!("Slot `", stringify!($slot), "`.")]
            pub fn $slot(operand: Borrowed<'_>) -> Result {
                required(operand, Name::$name, &[])
            }
        )*
    };
}

unaries! {
    repr Repr;
    str Str;
    int Int;
    float Float;
    index Index;
    negative Neg;
    positive Pos;
    absolute Abs;
    invert Invert;
}

/// Slot `power`.
pub fn power(left: Borrowed<'_>, right: Borrowed<'_>, modulus: Borrowed<'_>) -> Result {
    let modulus = if modulus.is_none() { None } else { Some(modulus) };
    binary_with(left, right, modulus, Name::Pow, Name::RPow, |slots| {
        slots.power().is_some_and(|slot| {
            core::ptr::fn_addr_eq(slot, power as fn(Borrowed<'_>, Borrowed<'_>, Borrowed<'_>) -> Result)
        })
    })
}

/// Never installed: classes get no sequence slots.
pub fn no_binary(_left: Borrowed<'_>, _right: Borrowed<'_>) -> Result {
    Ok(Owned::not_implemented())
}

/// Never installed: classes get no sequence slots.
pub fn no_repeat(_sequence: Borrowed<'_>, _count: isize) -> Result {
    Ok(Owned::not_implemented())
}

/// Slot `hash`.
pub fn hash(value: Borrowed<'_>) -> Result<i64> {
    let class = type_of(value);
    let Some(method) = attribute::type_lookup(&class, Name::Hash.str()) else {
        return Err(convert::unhashable(value));
    };
    if method.value().is_none() {
        return Err(convert::unhashable(value));
    }
    let result = attribute::call_unbound(method, value, &class, &[])?;
    let Some(number) = integer::as_integer(result.borrow()) else {
        return Err(raise(CoreType::TypeError, "__hash__ method should return an integer"));
    };
    let hash = match number.to_i64() {
        Some(number) => number,
        None => convert::hash(result.borrow())?,
    };
    Ok(if hash == -1 { -2 } else { hash })
}

/// Slot `call`.
pub fn call(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = type_of(callee);
    let Some(method) = attribute::type_lookup(&class, Name::Call.str()) else {
        return Err(raise(CoreType::TypeError, format_args!("'{}' object is not callable", class.name())));
    };
    if type_of(method.borrow()).is_core(CoreType::Function) {
        return crate::call::with_first(callee, arguments.values(), |values| {
            crate::call::call_with(method.borrow(), Arguments::with_keywords(values, arguments.names()))
        });
    }
    let bound = attribute::bind(method, Some(callee), &class)?;
    crate::call::call_with(bound.borrow(), arguments)
}

/// Slot `get_attribute`: `__getattribute__`, then `__getattr__`.
pub fn get_attribute(object: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    let class = type_of(object);
    let custom = attribute::type_lookup(&class, Name::GetAttribute.str())
        .filter(|method| method.borrow().payload::<crate::operations::SlotWrapper>().is_none());
    let result = match custom {
        Some(method) => attribute::call_unbound(method, object, &class, &[name]),
        None => native_get(object, name),
    };
    let error = match result {
        Ok(value) => return Ok(value),
        Err(error) => raised::take(error),
    };
    if !exception::is_instance(error.borrow(), CoreType::AttributeError) {
        return Err(raised::restore(error));
    }
    match attribute::type_lookup(&class, Name::GetAttr.str()) {
        Some(method) => {
            drop(error);
            attribute::call_unbound(method, object, &class, &[name])
        }
        None => Err(raised::restore(error)),
    }
}

/// The `__getattribute__` a class inherits from native types.
fn native_get(object: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    match type_of(object).layout().key().object().slots().get_attribute() {
        Some(get) => get(object, name),
        None => attribute::generic_get(object, attribute::name_of(name)?),
    }
}

/// The `__getattribute__` of `object`.
pub fn usual_get(object: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    if TypeObject::of(object).is_some() {
        return attribute::generic_get(object, attribute::name_of(name)?);
    }
    native_get(object, name)
}

/// The `__setattr__` and `__delattr__` a class inherits from native types, as `object` has them.
pub fn native_set(object: Borrowed<'_>, name: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    if TypeObject::of(object).is_some() {
        let (method, found) = (if value.is_some() { "__setattr__" } else { "__delattr__" }, type_of(object).name());
        return Err(raise(CoreType::TypeError, format_args!("can't apply this {method} to {found} object")));
    }
    match type_of(object).layout().key().object().slots().set_attribute() {
        Some(set) => set(object, name, value),
        None => attribute::generic_set(object, attribute::name_of(name)?, value),
    }
}

/// Slot `set_attribute`.
pub fn set_attribute(object: Borrowed<'_>, name: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    match value {
        Some(value) => required(object, Name::SetAttr, &[name, value]).map(drop),
        None => required(object, Name::DelAttr, &[name]).map(drop),
    }
}

/// Slot `compare`.
pub fn compare(left: Borrowed<'_>, right: Borrowed<'_>, comparison: Comparison) -> Result {
    let name = match comparison {
        Comparison::Equal => Name::Eq,
        Comparison::NotEqual => Name::Ne,
        Comparison::Less => Name::Lt,
        Comparison::LessEqual => Name::Le,
        Comparison::Greater => Name::Gt,
        Comparison::GreaterEqual => Name::Ge,
    };
    maybe(left, name, right, None)
}

/// Slot `iterate`.
pub fn iterate(value: Borrowed<'_>) -> Result {
    let class = type_of(value);
    match attribute::type_lookup(&class, Name::Iter.str()) {
        Some(method) if method.value().is_none() => {
            Err(raise(CoreType::TypeError, format_args!("'{}' object is not iterable", class.name())))
        }
        Some(method) => attribute::call_unbound(method, value, &class, &[]),
        None => Err(raise(CoreType::TypeError, format_args!("'{}' object is not iterable", class.name()))),
    }
}

/// Slot `next`.
pub fn next(iterator: Borrowed<'_>) -> Result<Option<Owned>> {
    required(iterator, Name::Next, &[]).map(Some)
}

/// Slot `init`.
pub fn init(object: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    let class = type_of(object);
    let Some(method) = attribute::type_lookup(&class, Name::Init.str()) else { return Ok(()) };
    let result = if type_of(method.borrow()).is_core(CoreType::Function) {
        crate::call::with_first(object, arguments.values(), |values| {
            crate::call::call_with(method.borrow(), Arguments::with_keywords(values, arguments.names()))
        })?
    } else {
        let bound = attribute::bind(method, Some(object), &class)?;
        crate::call::call_with(bound.borrow(), arguments)?
    };
    if result.value().is_none() {
        return Ok(());
    }
    let found = type_of(result.borrow()).name();
    Err(raise(CoreType::TypeError, format_args!("__init__() should return None, not '{found}'")))
}

/// Slot `new`.
pub fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let method = attribute::get(class, Name::New.str())?;
    crate::call::with_first(class, arguments.values(), |values| {
        crate::call::call_with(method.borrow(), Arguments::with_keywords(values, arguments.names()))
    })
}

/// Slot `descriptor_get`.
pub fn descriptor_get(descriptor: Borrowed<'_>, instance: Option<Borrowed<'_>>, owner: Borrowed<'_>) -> Result {
    let none = Owned::none();
    match attribute::call_special(descriptor, Name::Get, &[instance.unwrap_or(none.borrow()), owner])? {
        Some(value) => Ok(value),
        None => Ok(descriptor.own()),
    }
}

/// Slot `descriptor_set`.
pub fn descriptor_set(descriptor: Borrowed<'_>, instance: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    match value {
        Some(value) => required(descriptor, Name::Set, &[instance, value]).map(drop),
        None => required(descriptor, Name::Delete, &[instance]).map(drop),
    }
}

/// Slot `finalize`. An exception is reported to standard error, as nobody could catch it.
pub fn finalize(object: Borrowed<'_>) {
    let pending = raised::take_pending();
    let class = type_of(object);
    if let Some(method) = attribute::type_lookup(&class, Name::Del.str())
        && let Err(error) = attribute::call_unbound(method.clone(), object, &class, &[])
    {
        let error = raised::take(error);
        crate::exceptions::report_unraisable(error, "while calling deallocator", method);
    }
    if let Some(pending) = pending {
        let _ = raised::restore(pending);
    }
}

/// Slot `length`.
pub fn length(value: Borrowed<'_>) -> Result<usize> {
    let result = required(value, Name::Len, &[])?;
    let index = convert::index(result.borrow())?;
    let Some(number) = integer::as_integer(index.borrow()) else { unreachable!("index gives an int") };
    if number.is_negative() {
        return Err(raise(CoreType::ValueError, "__len__() should return >= 0"));
    }
    match number.to_i64() {
        Some(number) => Ok(number as usize),
        None => Err(raise(CoreType::OverflowError, "cannot fit 'int' into an index-sized integer")),
    }
}

/// Slot `item_set`.
pub fn item_set(container: Borrowed<'_>, key: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    match value {
        Some(value) => required(container, Name::SetItem, &[key, value]).map(drop),
        None => required(container, Name::DelItem, &[key]).map(drop),
    }
}

/// Slot `contains`.
pub fn contains(container: Borrowed<'_>, item: Borrowed<'_>) -> Result<bool> {
    let class = type_of(container);
    match attribute::type_lookup(&class, Name::Contains.str()) {
        Some(method) if method.value().is_none() => {
            Err(raise(CoreType::TypeError, format_args!("'{}' object is not a container", class.name())))
        }
        Some(method) => {
            let result = attribute::call_unbound(method, container, &class, &[item])?;
            convert::truth(result.borrow())
        }
        None => Ok(false),
    }
}

/// Slot `truth`.
pub fn truth(value: Borrowed<'_>) -> Result<bool> {
    let class = type_of(value);
    if attribute::type_lookup(&class, Name::Bool.str()).is_some_and(|method| method.value().is_none()) {
        let name = class.name();
        return Err(raise(CoreType::TypeError, format_args!("'{name}' cannot be interpreted as a boolean")));
    }
    let result = required(value, Name::Bool, &[])?;
    match result.value().as_bool() {
        Some(truth) => Ok(truth),
        None => {
            let found = type_of(result.borrow()).name();
            Err(raise(CoreType::TypeError, format_args!("__bool__ should return bool, returned {found}")))
        }
    }
}
