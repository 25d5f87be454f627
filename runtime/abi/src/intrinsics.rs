//! The intrinsic table: every runtime function compiled code may call.
//!
//! A row reads `fn name(argument: Kind, ..) -> Result [effects];`.
//!
//! Argument kinds: `Borrowed` and `Consumed` values; `Pointer` (address of static data, of an array on the caller's
//! stack, or of an object); `U32`. Result kinds: see [`ResultKind`]. Effects: see [`crate::effects`].
//!
//! From the table derive the runtime's exported symbols, Cranelift signatures, IR effects and ownership, the
//! reference page and the ABI hash.

use crate::effects::Effects;

/// Calls `$callback! { rows }` with every row of the table.
#[macro_export]
macro_rules! for_each_intrinsic {
    ($callback:ident) => {
        $callback! {
            /// Frees an object whose reference count has just become zero.
            fn deallocate(object: Pointer) -> Nothing [user_code];

            /// `left + right`.
            fn add(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left - right`.
            fn subtract(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left * right`.
            fn multiply(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left @ right`.
            fn matrix_multiply(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left / right`.
            fn true_divide(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left // right`.
            fn floor_divide(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left % right`.
            fn modulo(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left ** right`.
            fn power(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left & right`.
            fn bit_and(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left | right`.
            fn bit_or(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left ^ right`.
            fn bit_xor(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left << right`.
            fn shift_left(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left >> right`.
            fn shift_right(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left += right`; like every in-place row it consumes `left` so that a sole owner may be changed in place.
            fn inplace_add(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `inplace_add` for a value read from the local slot where the result is about to be stored: if the slot holds it
            /// still, and nobody else does, a str is extended in place.
            fn inplace_add_local(slot: Pointer, left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left -= right`.
            fn inplace_subtract(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left *= right`.
            fn inplace_multiply(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left @= right`.
            fn inplace_matrix_multiply(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left /= right`.
            fn inplace_true_divide(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left //= right`.
            fn inplace_floor_divide(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left %= right`.
            fn inplace_modulo(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left **= right`.
            fn inplace_power(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left &= right`.
            fn inplace_bit_and(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left |= right`.
            fn inplace_bit_or(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left ^= right`.
            fn inplace_bit_xor(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left <<= right`.
            fn inplace_shift_left(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left >>= right`.
            fn inplace_shift_right(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `-operand`.
            fn negative(operand: Borrowed) -> Owned [raises, user_code];
            /// `+operand`.
            fn positive(operand: Borrowed) -> Owned [raises, user_code];
            /// `~operand`.
            fn invert(operand: Borrowed) -> Owned [raises, user_code];
            /// `left == right`.
            fn equal(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left != right`.
            fn not_equal(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left < right`.
            fn less(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left <= right`.
            fn less_equal(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left > right`.
            fn greater(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// `left >= right`.
            fn greater_equal(left: Borrowed, right: Borrowed) -> Owned [raises, user_code];
            /// Truth of a comparison; `comparison` is 0..=5 for `==`, `!=`, `<`, `<=`, `>`, `>=`.
            fn compare_truth(comparison: U32, left: Borrowed, right: Borrowed) -> Truth [raises, user_code];
            /// `item in container`.
            fn contains(container: Borrowed, item: Borrowed) -> Truth [raises, user_code];
            /// `bool(operand)`.
            fn truth(operand: Borrowed) -> Truth [raises, user_code];

            /// `object.name`, filling the site's [`AttributeCache`](crate::AttributeCache).
            fn attribute_get(object: Borrowed, name: Borrowed, cache: Pointer) -> Owned [raises, user_code];
            /// `object.name = value`, filling the site's cache.
            fn attribute_set(object: Borrowed, name: Borrowed, value: Borrowed, cache: Pointer) -> Status [raises, user_code];
            /// `del object.name`.
            fn attribute_delete(object: Borrowed, name: Borrowed) -> Status [raises, user_code];
            /// `container[key]`.
            fn item_get(container: Borrowed, key: Borrowed) -> Owned [raises, user_code];
            /// `container[key] = value`.
            fn item_set(container: Borrowed, key: Borrowed, value: Borrowed) -> Status [raises, user_code];
            /// `del container[key]`.
            fn item_delete(container: Borrowed, key: Borrowed) -> Status [raises, user_code];

            /// `callee(*arguments)` with `count` borrowed values at `arguments`.
            fn call(callee: Borrowed, arguments: Pointer, count: U32) -> Owned [raises, user_code];
            /// `callee()`.
            fn call_with_0(callee: Borrowed) -> Owned [raises, user_code];
            /// `callee(first)`.
            fn call_with_1(callee: Borrowed, first: Borrowed) -> Owned [raises, user_code];
            /// `callee(first, second)`.
            fn call_with_2(callee: Borrowed, first: Borrowed, second: Borrowed) -> Owned [raises, user_code];
            /// `callee(first, second, third)`.
            fn call_with_3(callee: Borrowed, first: Borrowed, second: Borrowed, third: Borrowed) -> Owned [raises, user_code];
            /// A call with keywords: `positional` values, then one value per name in the tuple `names`.
            fn call_keywords(callee: Borrowed, arguments: Pointer, positional: U32, names: Borrowed) -> Owned [raises, user_code];
            /// `receiver.name(*arguments)` without making a bound method, filling the site's cache. The array at
            /// `arguments` has the receiver first; `count` includes it. UNBOUND when it was the lookup that raised.
            fn call_method(name: Borrowed, arguments: Pointer, count: U32, cache: Pointer) -> Maybe [raises, user_code];
            /// `call_method` of a receiver without arguments.
            fn call_method_with_0(receiver: Borrowed, name: Borrowed, cache: Pointer) -> Maybe [raises, user_code];
            /// `call_method` with one argument.
            fn call_method_with_1(receiver: Borrowed, first: Borrowed, name: Borrowed, cache: Pointer) -> Maybe [raises, user_code];
            /// `call_method` with two arguments.
            fn call_method_with_2(receiver: Borrowed, first: Borrowed, second: Borrowed, name: Borrowed, cache: Pointer) -> Maybe [raises, user_code];
            /// `call_method` with keywords: `positional` (receiver included) values, then one per name.
            fn call_method_keywords(name: Borrowed, arguments: Pointer, positional: U32, names: Borrowed, cache: Pointer) -> Maybe [raises, user_code];
            /// What a call of `receiver.name` calls, filling the site's cache: a function found on the type, which wants the
            /// receiver in front, or the value of the attribute. Which of them is said at `bound`, a `u32`: 0 or 1.
            fn method_get(receiver: Borrowed, name: Borrowed, cache: Pointer, bound: Pointer) -> Owned [raises, user_code];
            /// `call` of what `method_get` found. The array has the receiver first, which goes to the callee unless `bound`
            /// is 1.
            fn call_found(callee: Borrowed, arguments: Pointer, count: U32, bound: U32) -> Owned [raises, user_code];
            /// `call_found` with keywords: `positional` (receiver included) values, then one per name.
            fn call_found_keywords(callee: Borrowed, arguments: Pointer, positional: U32, names: Borrowed, bound: U32) -> Owned [raises, user_code];
            /// `callee(*positional, **keywords)`: a list or tuple, and a dict or UNBOUND.
            fn call_spread(callee: Borrowed, positional: Borrowed, keywords: Borrowed) -> Owned [raises, user_code];

            /// `iter(operand)`.
            fn iterate(operand: Borrowed) -> Owned [raises, user_code];
            /// The next item, UNBOUND at the end.
            fn next(iterator: Borrowed) -> Maybe [raises, user_code];
            /// A tuple of exactly `count` items of an iterable (assignment to targets).
            fn unpack_sequence(operand: Borrowed, count: U32) -> Owned [raises, user_code];
            /// A tuple of `before` items, a list of the rest, and `after` items.
            fn unpack_star(operand: Borrowed, before: U32, after: U32) -> Owned [raises, user_code];

            /// A tuple of `count` values at `items`, whose ownership moves into it.
            fn tuple_new(items: Pointer, count: U32) -> Owned [allocates];
            /// A list of `count` values at `items`, whose ownership moves into it.
            fn list_new(items: Pointer, count: U32) -> Owned [allocates];
            /// A set of `count` borrowed values at `items`.
            fn set_new(items: Pointer, count: U32) -> Owned [raises, user_code];
            /// A dict of `count` borrowed key and value pairs at `items`.
            fn dict_new(items: Pointer, count: U32) -> Owned [raises, user_code];
            /// Appends to an exact list (displays, comprehensions).
            fn list_append(list: Borrowed, item: Consumed) -> Status [raises, writes(ITEMS)];
            /// Appends every item of an iterable to an exact list (`[*a]`).
            fn list_extend(list: Borrowed, operand: Borrowed) -> Status [raises, user_code];
            /// A tuple of an exact list's items (`(*a,)`).
            fn list_to_tuple(list: Borrowed) -> Owned [raises, reads(ITEMS), allocates];
            /// Adds to an exact set.
            fn set_add(set: Borrowed, item: Borrowed) -> Status [raises, user_code];
            /// Adds every item of an iterable to an exact set.
            fn set_update(set: Borrowed, operand: Borrowed) -> Status [raises, user_code];
            /// Sets an item of an exact dict (displays, comprehensions).
            fn dict_set(dict: Borrowed, key: Borrowed, value: Borrowed) -> Status [raises, user_code];
            /// `{**operand}`.
            fn dict_update(dict: Borrowed, operand: Borrowed) -> Status [raises, user_code];
            /// `callee(**operand)`: like `dict_update`, but raises for duplicates and wrong types as a call does.
            fn dict_merge_keywords(dict: Borrowed, operand: Borrowed, callee: Borrowed) -> Status [raises, user_code];
            /// `list(operand)` for `callee(*operand)`, with a call's error message; the result is an exact list.
            fn call_positional_list(operand: Borrowed, callee: Borrowed) -> Owned [raises, user_code];
            /// `slice(start, stop, step)`.
            fn slice_new(start: Borrowed, stop: Borrowed, step: Borrowed) -> Owned [allocates];
            /// Concatenates `count` borrowed strs at `parts` (f-strings).
            fn string_join(parts: Pointer, count: U32) -> Owned [raises, allocates];
            /// `format(value, specification)` after conversion `0` none, or the character `s`, `r`, `a`; the
            /// specification is a str or UNBOUND.
            fn format_value(operand: Borrowed, conversion: U32, specification: Borrowed) -> Owned [raises, user_code];
            /// A function object: code record, defaults tuple or UNBOUND, keyword defaults dict or UNBOUND, and
            /// borrowed cells.
            fn function_new(code: Pointer, defaults: Borrowed, keyword_defaults: Borrowed, cells: Pointer) -> Owned [allocates];
            /// Gives a new function the function that evaluates its annotations.
            fn function_annotate(function: Borrowed, annotate: Borrowed) -> Nothing [writes(ATTRIBUTES)];
            /// An int too large for an inline value, made once: `cell` is a zeroed word that keeps it, `digits` its
            /// decimal text of `length` bytes.
            fn integer_constant(cell: Pointer, digits: Pointer, length: U32) -> Immortal [];
            /// A cell holding a value or UNBOUND.
            fn cell_new(initial: Consumed) -> Owned [allocates];

            /// Runs a class statement: `body` is the class body's function, `keywords` a dict or UNBOUND,
            /// `attributes` a tuple of the attribute names its methods assign on their first parameter.
            fn build_class(body: Borrowed, name: Borrowed, bases: Borrowed, keywords: Borrowed, attributes: Borrowed) -> Owned [raises, user_code];
            /// A name in a class namespace, UNBOUND when missing.
            fn namespace_get(namespace: Borrowed, name: Borrowed) -> Maybe [raises, user_code];
            /// Sets a name in a class namespace.
            fn namespace_set(namespace: Borrowed, name: Borrowed, value: Borrowed) -> Status [raises, user_code];
            /// Deletes a name in a class namespace.
            fn namespace_delete(namespace: Borrowed, name: Borrowed) -> Status [raises, user_code];
            /// `super()` without arguments: the class in `__class__`'s cell contents and the first parameter.
            fn super_new(class: Borrowed, receiver: Borrowed) -> Owned [raises, user_code];
            /// The same where the name `super` may have another value: that is called, if so.
            fn super_call(callee: Borrowed, class: Borrowed, receiver: Borrowed) -> Owned [raises, user_code];

            /// A global whose slot is UNBOUND: a builtin (filling the site's cache), or NameError.
            fn global_get(module: Pointer, slot: U32, cache: Pointer) -> Owned [raises, reads(GLOBALS)];
            /// Sets a global whose slot may be UNBOUND: its name then enters the module's dict.
            fn global_set(module: Pointer, slot: U32, value: Consumed) -> Nothing [user_code];
            /// `del name` of a global.
            fn global_delete(module: Pointer, slot: U32) -> Status [raises, user_code];
            /// NameError or UnboundLocalError for a local variable.
            fn raise_unbound_local(name: Borrowed) -> Status [raises];
            /// NameError for a free variable.
            fn raise_unbound_free(name: Borrowed) -> Status [raises];
            /// Imports a module and gives the module itself.
            fn import_module(name: Borrowed) -> Owned [raises, user_code];
            /// Imports a module and gives its top-level package (`import a.b` binds `a`).
            fn import_root(name: Borrowed) -> Owned [raises, user_code];
            /// `from module import name`.
            fn import_from(module: Borrowed, name: Borrowed) -> Owned [raises, user_code];
            /// `from source import *` into the module being run.
            fn import_star(target: Pointer, source: Borrowed) -> Status [raises, user_code];
            /// The namespace of the module being run, for a call of the builtin `name`, which the module must not bind.
            fn module_namespace(target: Pointer, name: Borrowed) -> Owned [raises, reads(GLOBALS)];
            /// The keys of a namespace, sorted (`dir()`).
            fn sorted_names(namespace: Borrowed) -> Owned [raises, user_code];

            /// Whether the subject can match a sequence pattern.
            fn match_sequence(subject: Borrowed) -> Truth [raises, reads(ATTRIBUTES)];
            /// Whether the subject can match a mapping pattern.
            fn match_mapping(subject: Borrowed) -> Truth [raises, reads(ATTRIBUTES)];
            /// `len(operand)`, whatever the name `len` is bound to.
            fn length(operand: Borrowed) -> Owned [raises, user_code];
            /// The tuple of a mapping's values for the tuple `keys`, None when one is missing.
            fn match_keys(subject: Borrowed, keys: Borrowed) -> Owned [raises, user_code];
            /// A new dict of a mapping's items without the keys.
            fn match_rest(subject: Borrowed, keys: Borrowed) -> Owned [raises, user_code];
            /// The tuple of the attributes that a class pattern asks for: `positional` of them by `__match_args__`, then
            /// those in the tuple `names`. None when the subject is no instance or lacks one.
            fn match_class(subject: Borrowed, class: Borrowed, names: Borrowed, positional: U32) -> Owned [raises, user_code];

            /// `raise exception from cause`; the cause may be UNBOUND.
            fn raise(exception: Borrowed, cause: Borrowed) -> Status [raises, user_code];
            /// The exception being handled, which `raise` alone raises again; RuntimeError when there is none.
            fn handled_exception() -> Owned [raises, reads(EXCEPTIONS)];
            /// Takes the pending exception at the start of a handler, and adds the running function's entry to its traceback.
            fn take_exception() -> Owned [reads(EXCEPTIONS), writes(EXCEPTIONS)];
            /// Makes an exception pending as it is, at the end of a handler or finally block that did not deal with it.
            fn restore_exception(exception: Consumed) -> Status [raises];
            /// Whether an exception matches the type or tuple of an except clause.
            fn exception_matches(exception: Borrowed, pattern: Borrowed) -> Truth [raises, user_code];
            /// Starts handling: the exception becomes what `raise` alone and `__context__` refer to. Gives what was
            /// handled before, to be passed to `end_handling`.
            fn begin_handling(exception: Borrowed) -> Owned [reads(EXCEPTIONS), writes(EXCEPTIONS)];
            /// Ends handling.
            fn end_handling(previous: Consumed) -> Nothing [user_code];
            /// Leaves the running function with the exception pending: adds its entry to the traceback, gives up its frame.
            /// Always gives ERROR.
            fn leave_with_error() -> Owned [raises, user_code];
            /// Leaves the running function: gives up its frame, of which the first `held` slots have not been given up yet.
            /// Gives the function's result, so that compiled code need not keep it meanwhile.
            fn leave_frame(held: U32, result: Consumed) -> Owned [user_code];
            /// `raise AssertionError(message)`; the message may be UNBOUND.
            fn raise_assertion(message: Borrowed) -> Status [raises];
            /// RecursionError: the limit at function entry was reached.
            fn raise_recursion() -> Status [raises];
            /// What the runtime asked for by setting the recursion limit to zero, at the head of a loop: a collection (what
            /// finalizers raise is reported, not raised), or to raise MemoryError.
            fn safe_point() -> Status [raises, user_code];
            /// The bound `__exit__` of a context manager, after checking that it has `__enter__` too.
            fn context_exit_method(manager: Borrowed) -> Owned [raises, user_code];
            /// `__enter__` of a context manager.
            fn context_enter(manager: Borrowed) -> Owned [raises, user_code];
            /// Calls a bound `__exit__` with the exception, or with three Nones when it is None.
            fn context_exit(exit: Borrowed, exception: Borrowed) -> Owned [raises, user_code];

            /// A generator object for a generator function about to run; every frame slot is UNBOUND.
            fn generator_new(function: Borrowed) -> Owned [allocates];
            /// The iterator `yield from` delegates to.
            fn delegate_iterator(operand: Borrowed) -> Owned [raises, user_code];
            /// One step of `yield from`: `sent` is the value sent in, or ERROR when an exception was thrown in and is
            /// pending. Gives the value to yield, or UNBOUND when the iterator has finished.
            fn delegate(iterator: Borrowed, sent: Borrowed) -> Maybe [raises, user_code];
            /// The result of the `yield from` that has just finished.
            fn delegate_result() -> Owned [reads(EXCEPTIONS), writes(EXCEPTIONS)];
        }
    };
}

/// What an argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// A value the caller keeps.
    Borrowed,
    /// A value whose ownership moves to the intrinsic, also when it raises.
    Consumed,
    /// An address.
    Pointer,
    /// A 32-bit number.
    U32,
}

/// What an intrinsic returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultKind {
    /// A value the caller owns; ERROR when it raised.
    Owned,
    /// Like `Owned`, but UNBOUND when there is nothing.
    Maybe,
    /// A value that is never freed.
    Immortal,
    /// `i32`: 0, or 1 when it raised.
    Status,
    /// `i32`: 0 false, 1 true, -1 when it raised.
    Truth,
    /// Nothing.
    Nothing,
}

/// Everything the table says of one intrinsic.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// Name in the table; the exported symbol is `molt_` and this.
    pub name: &'static str,
    /// The doc line.
    pub documentation: &'static str,
    /// Argument names and kinds, in order.
    pub arguments: &'static [(&'static str, ArgumentKind)],
    /// Result.
    pub result: ResultKind,
    /// Effects.
    pub effects: Effects,
}

macro_rules! define_intrinsics {
    ($($(#[doc = $doc:literal])+ fn $name:ident($($argument:ident: $kind:ident),*) -> $result:ident [$($effect:ident $(($($region:ident),+))?),*];)*) => {
        /// One row of the table.
        #[expect(non_camel_case_types, reason = "variants are the rows' names, so that macros can name them")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Intrinsic {
            $($(#[doc = $doc])+ $name),*
        }

        impl Intrinsic {
            /// Every row, in table order.
            pub const ALL: &'static [Intrinsic] = &[$(Intrinsic::$name),*];

            /// The row.
            pub const fn signature(self) -> &'static Signature {
                match self {
                    $(Intrinsic::$name => const { &Signature {
                        name: stringify!($name),
                        documentation: concat!($($doc),+),
                        arguments: &[$((stringify!($argument), ArgumentKind::$kind)),*],
                        result: ResultKind::$result,
                        effects: $crate::effects!($($effect $(($($region),+))?),*),
                    } }),*
                }
            }

            /// The exported symbol.
            pub const fn symbol(self) -> &'static str {
                match self { $(Intrinsic::$name => concat!("molt_", stringify!($name))),* }
            }

            /// The row with this name.
            pub fn from_name(name: &str) -> Option<Intrinsic> {
                match name { $(stringify!($name) => Some(Intrinsic::$name),)* _ => None }
            }
        }

        /// The table as text, for the ABI hash.
        pub(crate) const TABLE_TEXT: &str = concat!(
            $("fn ", stringify!($name), "(", $(stringify!($kind), ",",)* ")", stringify!($result), $(" ", stringify!($effect), $("(", $(stringify!($region), ",",)+ ")",)?)* ";",)*
        );
    };
}

for_each_intrinsic!(define_intrinsics);

/// Exported data: the array of core type objects, see [`crate::layout::TYPE_OBJECT_SIZE`].
pub const CORE_TYPES_SYMBOL: &str = "molt_core_types";
/// Exported data: the [`crate::layout::InterpreterState`].
pub const INTERPRETER_SYMBOL: &str = "molt_interpreter";
/// Exported data: the [`crate::ThreadState`].
pub const THREAD_STATE_SYMBOL: &str = "molt_thread_state";
/// Data the link step provides: the [`crate::ModuleTable`].
pub const MODULE_TABLE_SYMBOL: &str = "molt_module_table";
/// Symbol of a module's [`crate::ModuleRecord`] is this and the dotted name.
pub const MODULE_RECORD_PREFIX: &str = "molt_module.";
/// The runtime exports a byte under this prefix and the ABI hash in decimal digits; every object refers to it.
pub const ABI_SYMBOL_PREFIX: &str = "molt_abi_";
