//! Native functions with typed arguments, declared by their Python signature.
//!
//! [`native_function!`](crate::native_function) makes a [`Definition`] from a signature as `__text_signature__` shows it and
//! a Rust function whose parameters have types ([`Argument`]). The number of arguments, their names and what may be left out
//! are read from the signature when the runtime is compiled; calls bind into an array on the stack.

use molt_object::function::Arity;
use molt_object::integer::{Integer, as_integer};
use molt_object::native::ObjectKind;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Raised, Result, TypeKey, TypeObject, raise, type_of};

use crate::convert;
use crate::parameters::{self, Parameters};
use crate::receiver;

/// An entry between the parentheses of a signature.
struct Entry {
    name: &'static str,
    has_default: bool,
}

const fn slice(text: &'static str, start: usize, end: usize) -> &'static str {
    let (until, _) = text.as_bytes().split_at(end);
    let (_, part) = until.split_at(start);
    match core::str::from_utf8(part) {
        Ok(part) => part,
        Err(_) => panic!("a signature is ASCII"),
    }
}

const fn start_of_entries(signature: &str) -> usize {
    let bytes = signature.as_bytes();
    let mut place = 0;
    while bytes[place] != b'(' {
        place += 1;
    }
    place
}

/// The entry with a number, `$self` and its like not counted. What may be left out has a default or stands in brackets,
/// `sub[, start[, end]]`.
const fn entry(signature: &'static str, wanted: usize) -> Option<Entry> {
    let bytes = signature.as_bytes();
    let (mut place, mut depth, mut index) = (start_of_entries(signature) + 1, 0, 0);
    let (mut start, mut name_end) = (place, 0);
    let (mut in_brackets, mut brackets_follow) = (false, false);
    loop {
        let byte = bytes[place];
        let ends = depth == 0 && (byte == b',' || byte == b')');
        if ends {
            while start < place && (bytes[start] == b' ' || bytes[start] == b'\n') {
                start += 1;
            }
            let end = if name_end != 0 { name_end } else { place };
            if start < end && bytes[start] != b'$' {
                if index == wanted {
                    let has_default = in_brackets || bytes[end] == b'=';
                    return Some(Entry { name: slice(signature, start, end), has_default });
                }
                index += 1;
            }
            if byte == b')' {
                return None;
            }
            (start, name_end, in_brackets) = (place + 1, 0, brackets_follow);
        } else if depth == 0 && name_end == 0 && (byte == b'=' || byte == b'[' || byte == b']') {
            name_end = place;
            brackets_follow = byte == b'[';
        } else if depth == 0 && byte == b']' {
            // The end of brackets inside others.
        } else if byte == b'(' || byte == b'[' {
            depth += 1;
        } else if byte == b')' || byte == b']' {
            depth -= 1;
        }
        place += 1;
    }
}

/// The name in front of the parentheses.
pub const fn name(signature: &'static str) -> &'static str {
    slice(signature, 0, start_of_entries(signature))
}

const fn is_mark(name: &str, mark: u8) -> bool {
    name.len() == 1 && name.as_bytes()[0] == mark
}

/// Whether an entry stands for any number of positional arguments: `*args`.
const fn takes_rest(name: &str) -> bool {
    name.len() > 1 && name.as_bytes()[0] == b'*'
}

/// The names of the parameters; `COUNT` is the number of parameters of the Rust function, `*args` not counted.
pub const fn names<const COUNT: usize>(signature: &'static str) -> [&'static str; COUNT] {
    let mut names = [""; COUNT];
    let (mut index, mut count) = (0, 0);
    while let Some(Entry { name, .. }) = entry(signature, index) {
        if takes_rest(name) {
            assert!(name.as_bytes()[1] != b'*', "a function that takes any keyword binds its arguments itself");
            assert!(count == 0, "what stands before `*args` would have to be positional");
        } else if !is_mark(name, b'/') && !is_mark(name, b'*') {
            assert!(count < COUNT, "the signature has more parameters than the function");
            names[count] = name;
            count += 1;
        }
        index += 1;
    }
    assert!(count == COUNT, "the function has more parameters than the signature");
    names
}

/// The parameters of a signature.
pub const fn parameters(signature: &'static str, names: &'static [&'static str]) -> Parameters {
    let (mut index, mut count, mut positional_only, mut required) = (0, 0, 0, 0);
    let mut keyword_only_from = names.len();
    while let Some(Entry { name, has_default }) = entry(signature, index) {
        if is_mark(name, b'/') {
            positional_only = count;
        } else if is_mark(name, b'*') || takes_rest(name) {
            keyword_only_from = count;
        } else {
            if !has_default {
                assert!(required == count, "a parameter without default stands behind one with a default");
                required = count + 1;
            }
            count += 1;
        }
        index += 1;
    }
    Parameters { name: self::name(signature), names, positional_only, required, keyword_only_from }
}

/// Whether a signature takes any number of positional arguments.
pub const fn has_rest(signature: &'static str) -> bool {
    let mut index = 0;
    while let Some(Entry { name, .. }) = entry(signature, index) {
        if takes_rest(name) {
            return true;
        }
        index += 1;
    }
    false
}

/// What can be checked before the function runs.
pub const fn arity(parameters: &Parameters, has_rest: bool) -> Arity {
    let count = parameters.names.len();
    if count > parameters.positional_only {
        return Arity::Any;
    }
    if has_rest {
        return Arity::Positional(0, u32::MAX);
    }
    match (parameters.required, count) {
        (0, 0) => Arity::None,
        (1, 1) => Arity::One,
        (least, most) => Arity::Positional(least as u8, most as u32),
    }
}

/// The arguments of a call, one place for each parameter. Calls without keywords that give what must be given, which most
/// are, only copy; so do all calls whose arguments were counted before ([`arity`]).
#[inline(always)]
pub fn bind<'a, const COUNT: usize>(
    parameters: &'static Parameters,
    arguments: &Arguments<'a>,
    are_counted: bool,
) -> Result<[Option<Borrowed<'a>>; COUNT]> {
    let mut bound = [None; COUNT];
    let given = arguments.positional();
    let fits = || (parameters.required..=parameters.keyword_only_from).contains(&given.len());
    if !are_counted && (arguments.has_keywords() || !fits()) {
        bind_others(parameters, arguments, &mut bound)?;
        return Ok(bound);
    }
    for (index, place) in bound.iter_mut().enumerate() {
        *place = given.get(index).copied();
    }
    Ok(bound)
}

/// As [`bind`], of calls with keywords and of those that are refused.
#[cold]
#[inline(never)]
fn bind_others<'a>(
    parameters: &Parameters,
    arguments: &Arguments<'a>,
    bound: &mut [Option<Borrowed<'a>>],
) -> Result<()> {
    if parameters.positional_only < parameters.names.len() {
        return parameters.bind_into(arguments, bound);
    }
    parameters::positional(parameters.name, arguments, parameters.required, parameters.names.len())
}

/// As [`bind`], of a function that takes any number of positional arguments: those stay where they are.
#[inline]
pub fn bind_behind_rest<'a, const COUNT: usize>(
    parameters: &Parameters,
    arguments: &Arguments<'a>,
    are_counted: bool,
) -> Result<[Option<Borrowed<'a>>; COUNT]> {
    let mut bound = [None; COUNT];
    if are_counted {
        return Ok(bound);
    }
    parameters.bind_keywords(arguments, &mut bound)?;
    Ok(bound)
}

/// What messages say of an argument.
#[derive(Clone, Copy)]
pub struct Place {
    /// The function.
    pub parameters: &'static Parameters,
    /// Number of the parameter.
    pub index: usize,
    /// Whether None would do as well.
    pub or_none: bool,
}

impl Place {
    /// TypeError: the argument is of the wrong type.
    #[cold]
    pub fn wrong_type(self, expected: &str, value: Borrowed<'_>) -> Raised {
        let Parameters { name, names, positional_only, .. } = *self.parameters;
        let found = type_of(value).name();
        let found = if value.is_none() { "None" } else { &found };
        let which = if self.index >= positional_only {
            format!("argument '{}'", names[self.index])
        } else if names.len() == 1 {
            "argument".to_owned()
        } else {
            format!("argument {}", self.index + 1)
        };
        let or_none = if self.or_none { " or None" } else { "" };
        raise(CoreType::TypeError, format_args!("{name}() {which} must be {expected}{or_none}, not {found}"))
    }

    /// TypeError: the signature gives a default to a parameter whose type has nothing for it.
    #[cold]
    #[inline(never)]
    fn missing(self) -> Raised {
        let (Parameters { name, names, .. }, index) = (self.parameters, self.index);
        let (parameter, position) = (names[index], index + 1);
        raise(CoreType::TypeError, format_args!("{name}() missing required argument '{parameter}' (pos {position})"))
    }
}

/// The type of a parameter of a native function. Parameters with a default are options.
pub trait Argument<'a>: Sized {
    /// The argument, converted.
    fn from_value(value: Borrowed<'a>, place: Place) -> Result<Self>;
    /// What stands for an argument that is not given; None for parameters that must be.
    fn missing() -> Option<Self> {
        None
    }
}

/// The argument in a place.
#[inline(always)]
pub fn argument<'a, A: Argument<'a>>(value: Option<Borrowed<'a>>, place: Place) -> Result<A> {
    match value {
        Some(value) => A::from_value(value, place),
        None => A::missing().ok_or_else(|| place.missing()),
    }
}

impl<'a, A: Argument<'a>> Argument<'a> for Option<A> {
    #[inline]
    fn from_value(value: Borrowed<'a>, place: Place) -> Result<Self> {
        A::from_value(value, place).map(Some)
    }
    fn missing() -> Option<Self> {
        Some(None)
    }
}

/// An argument that may be None, which means the same as no argument.
pub struct OrNone<A>(pub Option<A>);

impl<'a, A: Argument<'a>> Argument<'a> for OrNone<A> {
    #[inline]
    fn from_value(value: Borrowed<'a>, place: Place) -> Result<Self> {
        if value.is_none() {
            return Ok(OrNone(None));
        }
        A::from_value(value, Place { or_none: true, ..place }).map(|argument| OrNone(Some(argument)))
    }
    fn missing() -> Option<Self> {
        Some(OrNone(None))
    }
}

impl<'a> Argument<'a> for Borrowed<'a> {
    #[inline(always)]
    fn from_value(value: Borrowed<'a>, _place: Place) -> Result<Self> {
        Ok(value)
    }
}

impl<'a, T: ObjectKind> Argument<'a> for &'a T {
    #[inline]
    fn from_value(value: Borrowed<'a>, place: Place) -> Result<Self> {
        value.downcast::<T>().ok_or_else(|| place.wrong_type(T::LAYOUT.name(), value))
    }
}

impl Argument<'_> for bool {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        convert::truth(value)
    }
}

/// What `operator.index` makes of a value, if C's type of this name can hold it.
fn whole_number(value: Borrowed<'_>, name: &str) -> Result<i64> {
    if let Some(number) = value.value().as_small_int() {
        return Ok(number);
    }
    let index = convert::index(value)?;
    let number = as_integer(index.borrow()).and_then(|number| number.to_i64());
    number.ok_or_else(|| too_large(name))
}

#[cold]
fn too_large(name: &str) -> Raised {
    raise(CoreType::OverflowError, format_args!("Python int too large to convert to C {name}"))
}

impl Argument<'_> for i64 {
    #[inline]
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        whole_number(value, "long")
    }
}

impl Argument<'_> for isize {
    #[inline]
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        whole_number(value, "ssize_t").map(|number| number as isize)
    }
}

impl Argument<'_> for i32 {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        let number = whole_number(value, "int")?;
        i32::try_from(number).map_err(|_| too_large("int"))
    }
}

impl Argument<'_> for f64 {
    fn from_value(value: Borrowed<'_>, _place: Place) -> Result<Self> {
        if let Some(number) = value.value().as_f64() {
            return Ok(number);
        }
        let made = match type_of(value).slots().float() {
            Some(float) => Some(float(value)?),
            None => None,
        };
        made.and_then(|made| made.value().as_f64()).ok_or_else(|| {
            let found = type_of(value).name();
            raise(CoreType::TypeError, format_args!("must be real number, not {found}"))
        })
    }
}

/// The class that a `new` slot or a class method gets.
#[derive(Clone, Copy)]
pub struct Class<'a>(pub &'a TypeObject);

/// The type of the first parameter of a native function: what it is called on.
pub trait Receiver<'a>: Sized {
    /// The receiver, checked. `name` is the method's.
    fn from_value(value: Borrowed<'a>, name: &str) -> Result<Self>;
}

/// TypeError: the receiver is not an instance of the method's type.
#[cold]
#[inline(never)]
pub fn refuse(method: &str, owner: TypeKey, found: Borrowed<'_>) -> Raised {
    receiver::refuse(&method, owner.object(), found)
}

impl<'a> Receiver<'a> for Borrowed<'a> {
    #[inline]
    fn from_value(value: Borrowed<'a>, _name: &str) -> Result<Self> {
        Ok(value)
    }
}

impl<'a> Receiver<'a> for Class<'a> {
    fn from_value(value: Borrowed<'a>, name: &str) -> Result<Self> {
        TypeObject::of(value).map(Class).ok_or_else(|| refuse(name, TypeKey::Core(CoreType::Type), value))
    }
}

impl<'a, T: ObjectKind> Receiver<'a> for &'a T {
    #[inline]
    fn from_value(value: Borrowed<'a>, name: &str) -> Result<Self> {
        value.downcast::<T>().ok_or_else(|| refuse(name, T::LAYOUT, value))
    }
}

impl<'a> Receiver<'a> for Integer<'a> {
    #[inline]
    fn from_value(value: Borrowed<'a>, name: &str) -> Result<Self> {
        as_integer(value).ok_or_else(|| refuse(name, TypeKey::Core(CoreType::Int), value))
    }
}

/// The code of a native function, for slots: `fn(Borrowed<'_>, Arguments<'_>) -> Result`. See
/// [`native_function!`](crate::native_function).
#[macro_export]
macro_rules! native_code {
    (
        $signature:expr, fn($($function:tt)*) $body:block
    ) => {
        $crate::native_code!(@counted false, $signature, fn($($function)*) $body)
    };
    (
        @counted $are_counted:expr, $signature:expr,
        fn($receiver:ident: $Receiver:ty $(, *$rest:ident)? $(, $argument:ident: $Argument:ty)* $(,)?) $body:block
    ) => {{
        static PARAMETERS: $crate::parameters::Parameters = $crate::native_parameters!($signature, $($argument)*);
        const { assert!($crate::native_function::has_rest($signature) == $crate::native_rest!($($rest)?)) }
        fn code(receiver: ::molt_object::Borrowed<'_>, arguments: ::molt_object::Arguments<'_>) -> ::molt_object::Result {
            let $receiver = <$Receiver as $crate::native_function::Receiver>::from_value(receiver, PARAMETERS.name)?;
            $(let $rest = arguments.positional();)?
            let [$($argument),*] = $crate::native_bind!($($rest)?)(&PARAMETERS, &arguments, const { $are_counted })?;
            let mut index = 0;
            $(
                let place = $crate::native_function::Place { parameters: &PARAMETERS, index, or_none: false };
                let $argument: $Argument = $crate::native_function::argument($argument, place)?;
                index += 1;
            )*
            let _ = &mut index;
            $body
        }
        code as fn(::molt_object::Borrowed<'_>, ::molt_object::Arguments<'_>) -> ::molt_object::Result
    }};
}

/// Whether there is a parameter for the rest.
#[doc(hidden)]
#[macro_export]
macro_rules! native_rest {
    () => {
        false
    };
    ($rest:ident) => {
        true
    };
}

/// What binds the arguments.
#[doc(hidden)]
#[macro_export]
macro_rules! native_bind {
    () => {
        $crate::native_function::bind
    };
    ($rest:ident) => {
        $crate::native_function::bind_behind_rest
    };
}

/// The parameters of a signature, one for each name given.
#[doc(hidden)]
#[macro_export]
macro_rules! native_parameters {
    ($signature:expr, $($argument:ident)*) => {{
        const PARAMETERS: &[&str] = &[$(stringify!($argument)),*];
        const COUNT: usize = PARAMETERS.len();
        const NAMES: [&str; COUNT] = $crate::native_function::names($signature);
        $crate::native_function::parameters($signature, &NAMES)
    }};
}

/// The definition of a native function: its signature as `__text_signature__` shows it with the name in front, its
/// docstring, and a function with the receiver (`Borrowed` for functions of modules) and typed arguments. `*name` as first of
/// them is the slice of all positional arguments, for `*args` in the signature. `no_text_signature` in front is for functions
/// that CPython shows without one.
#[macro_export]
macro_rules! native_function {
    (no_text_signature $signature:literal, $documentation:literal, fn($($function:tt)*) $body:block) => {
        $crate::native_function!(@documented $documentation, $signature, fn($($function)*) $body)
    };
    ($signature:literal, $documentation:literal, fn($($function:tt)*) $body:block) => {
        $crate::native_function!(
            @documented concat!($signature, "\n--\n\n", $documentation), $signature, fn($($function)*) $body
        )
    };
    (
        @documented $documentation:expr, $signature:literal,
        fn($receiver:ident: $Receiver:ty $(, *$rest:ident)? $(, $argument:ident: $Argument:ty)* $(,)?) $body:block
    ) => {{
        const ARITY: ::molt_object::function::Arity = $crate::native_function::arity(
            &const { $crate::native_parameters!($signature, $($argument)*) },
            $crate::native_rest!($($rest)?),
        );
        ::molt_object::Definition {
            name: $crate::native_function::name($signature),
            documentation: $documentation,
            arity: ARITY,
            function: $crate::native_code!(
                @counted !matches!(ARITY, ::molt_object::function::Arity::Any),
                $signature, fn($receiver: $Receiver $(, *$rest)? $(, $argument: $Argument)*) $body
            ),
        }
    }};
}

/// A computed attribute without setter: its name, its docstring, and a function of the receiver.
#[macro_export]
macro_rules! native_getter {
    ($name:literal, $documentation:literal, fn($receiver:ident: $Receiver:ty) $body:block) => {
        $crate::native_type::GetSet {
            name: $name,
            documentation: $documentation,
            get: |receiver| {
                let $receiver = <$Receiver as $crate::native_function::Receiver>::from_value(receiver, $name)?;
                $body
            },
            set: None,
        }
    };
}

/// A native type: the struct that its objects hold, how the struct is traversed, and its description. The fields of the
/// description are those of [`TypeDefinition`](crate::native_type::TypeDefinition).
#[macro_export]
macro_rules! native_type {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident { $($(#[$field_attribute:meta])* $field:ident: $Field:ty),* $(,)? }
        $(#[$static_attribute:meta])*
        static $definition:ident = $python:literal { $($part:ident: $value:expr),* $(,)? }
    ) => {
        $(#[$attribute])*
        $visibility struct $name { $($(#[$field_attribute])* $field: $Field),* }

        impl ::molt_object::Payload for $name {
            const TYPE: ::molt_object::TypeKey = ::molt_object::TypeKey::Native(&$definition);
            fn traverse(&self, visitor: &mut ::molt_object::Visitor<'_>) {
                $($crate::native_type::Held::traverse(&self.$field, visitor);)*
            }
            fn clear(&self) {
                $($crate::native_type::Held::clear(&self.$field);)*
            }
        }

        $(#[$static_attribute])*
        $visibility static $definition: $crate::native_type::TypeDefinition = $crate::native_type::TypeDefinition {
            $($part: $value,)*
            ..$crate::native_type::describe::<$name>($python)
        };
    };
}
