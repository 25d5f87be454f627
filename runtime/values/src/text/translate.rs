//! `str.translate` and `str.maketrans`.

use molt_object::integer::{as_integer, from_i64};
use molt_object::text::Builder;
use molt_object::{Borrowed, CoreType, Dict, Downcast, Owned, Result, Str, raise, raised, type_of};
use molt_protocol::{item, mapping};

/// What a table says of one code point; None keeps it.
fn look_up(table: Borrowed<'_>, code_point: u32, builder: &mut Builder) -> Result<()> {
    let key = from_i64(i64::from(code_point));
    let mapped = match item::get(table, key.borrow()) {
        Ok(mapped) => mapped,
        Err(error) => {
            let exception = raised::take(error);
            if !molt_object::exception::is_instance(exception.borrow(), CoreType::LookupError) {
                return Err(raised::restore(exception));
            }
            builder.push(code_point);
            return Ok(());
        }
    };
    let mapped = mapped.borrow();
    if mapped.is_none() {
        return Ok(());
    }
    if let Some(text) = mapped.downcast::<Str>() {
        builder.push_str(text);
        return Ok(());
    }
    match as_integer(mapped).map(|number| number.to_i64()) {
        Some(Some(code_point @ 0..0x11_0000)) => {
            builder.push(code_point as u32);
            Ok(())
        }
        Some(_) => Err(raise(CoreType::ValueError, "character mapping must be in range(0x110000)")),
        None => Err(raise(CoreType::TypeError, "character mapping must return integer, None or str")),
    }
}

/// `text.translate(table)`
pub(super) fn translate(text: &Str, table: Borrowed<'_>) -> Result {
    let mut builder = Builder::with_capacity(text.len());
    for code_point in text.code_points() {
        look_up(table, code_point, &mut builder)?;
    }
    builder.finish()
}

/// `str.maketrans(first, second, third)`
pub(super) fn make_table(first: Borrowed<'_>, second: Option<&Str>, third: Option<&Str>) -> Result {
    let table = Dict::new();
    let entries = Dict::of(table.borrow()).expect("a dict was just made");
    let set = |key: u32, value: Borrowed<'_>| mapping::set(entries, from_i64(i64::from(key)).borrow(), value);
    let Some(second) = second else {
        copy_table(first, entries)?;
        return Ok(table);
    };
    let Some(first) = first.downcast::<Str>() else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(raise(CoreType::TypeError, message));
    };
    if first.len() != second.len() {
        return Err(raise(CoreType::ValueError, "the first two maketrans arguments must have equal length"));
    }
    for (from, to) in first.code_points().zip(second.code_points()) {
        set(from, from_i64(i64::from(to)).borrow())?;
    }
    for removed in third.into_iter().flat_map(Str::code_points) {
        set(removed, Owned::none().borrow())?;
    }
    Ok(table)
}

/// The table of a dict whose keys are characters or numbers.
fn copy_table(source: Borrowed<'_>, entries: &Dict) -> Result<()> {
    let exact = type_of(source).is_core(CoreType::Dict);
    let source = match Dict::of(source) {
        Some(source) if exact => source,
        _ => return Err(raise(CoreType::TypeError, "if you give only one argument to maketrans it must be a dict")),
    };
    for (key, value) in source.items()? {
        let key = key.borrow();
        if let Some(text) = key.downcast::<Str>() {
            let (1, Some(code_point)) = (text.len(), text.get(0)) else {
                return Err(raise(CoreType::ValueError, "string keys in translatetable must be of length 1"));
            };
            mapping::set(entries, from_i64(i64::from(code_point)).borrow(), value.borrow())?;
        } else if as_integer(key).is_some() {
            mapping::set(entries, key, value.borrow())?;
        } else {
            return Err(raise(CoreType::TypeError, "keys in translate table mustbe strings or integers"));
        }
    }
    Ok(())
}
