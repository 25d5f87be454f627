//! `filter`.

use molt_object::native::expect_payload;
use molt_object::{
    Arguments, Borrowed, CoreType, Owned, Payload, Result, Slots, TypeKey, Visitor, core_type, new_native_of,
};
use molt_protocol::native_type::{TypeDefinition, describe};
use molt_protocol::{call, convert, iterate, parameters};
use molt_support::iterators::itself;

use super::{class_of, refuse_keywords};

/// The items for which a function gives true.
struct Filter {
    /// None to test the items themselves.
    function: Option<Owned>,
    iterator: Owned,
}

impl Payload for Filter {
    const TYPE: TypeKey = TypeKey::Native(&FILTER);
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.optional(&self.function);
        visitor.owned(&self.iterator);
    }
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let class = class_of(class);
    refuse_keywords(class, Filter::TYPE, &arguments)?;
    parameters::positional("filter", &Arguments::positional_only(arguments.positional()), 2, 2)?;
    let (function, iterable) = (arguments.positional()[0], arguments.positional()[1]);
    let iterator = iterate::iterate(iterable)?;
    let tests_items = function.is_none() || function.is(core_type(CoreType::Bool).as_borrowed());
    let function = (!tests_items).then(|| function.own());
    Ok(new_native_of(class, Filter { function, iterator }))
}

fn next(value: Borrowed<'_>) -> Result<Option<Owned>> {
    let filter = expect_payload::<Filter>(value);
    while let Some(item) = iterate::next(filter.iterator.borrow())? {
        let passes = match &filter.function {
            None => convert::truth(item.borrow())?,
            Some(function) => convert::truth(call::call(function.borrow(), &[item.borrow()])?.borrow())?,
        };
        if passes {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

pub(crate) static FILTER: TypeDefinition = TypeDefinition {
    documentation: "Return an iterator yielding those items of iterable for which function(item)\nis true. If function \
                    is None, return the items that are true.",
    slots: molt_object::slot_table!(Slots { new: Some(new), iterate: Some(itself), next: Some(next), ..Slots::EMPTY }),
    base: true,
    ..describe::<Filter>("filter")
};
