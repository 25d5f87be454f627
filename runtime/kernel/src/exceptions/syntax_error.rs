//! `SyntaxError`.

use molt_object::slots::Slots;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Result, Str, raise};
use molt_protocol::native_type::TypeDefinition;
use molt_protocol::{convert, iterate};

use super::attributes::member;
use super::{base, data, field};

const DETAILS: [&str; 6] = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"];

fn init(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    base::no_keywords(own, &arguments)?;
    let positional = arguments.positional();
    base::set_arguments(own, positional)?;
    if let Some(message) = positional.first() {
        data(own).set_field("msg", message.own());
    }
    let [_, details] = positional else { return Ok(()) };
    let details = iterate::to_vec(*details)?;
    let count = details.len();
    match count {
        0..=3 => {
            return Err(raise(
                CoreType::TypeError,
                format_args!("function takes at least 4 arguments ({count} given)"),
            ));
        }
        5 => return Err(raise(CoreType::TypeError, "end_offset must be provided when end_lineno is provided")),
        4 | 6 | 7 => {}
        _ => {
            return Err(raise(CoreType::TypeError, format_args!("function takes at most 7 arguments ({count} given)")));
        }
    }
    for (name, value) in DETAILS.into_iter().zip(details) {
        data(own).set_field(name, value);
    }
    Ok(())
}

fn str(own: Borrowed<'_>) -> Result {
    let text = convert::str_text(field(own, "msg").borrow())?;
    let filename = field(own, "filename");
    let filename = filename.borrow().downcast::<Str>().map(Str::to_rust);
    let filename = filename.as_ref().map(|name| name.rsplit('/').next().unwrap_or_default());
    let line = field(own, "lineno").value().as_small_int();
    Ok(Str::from_rust(&match (filename, line) {
        (Some(filename), Some(line)) => format!("{text} ({filename}, line {line})"),
        (Some(filename), None) => format!("{text} ({filename})"),
        (None, Some(line)) => format!("{text} (line {line})"),
        (None, None) => text,
    }))
}

pub(super) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Invalid syntax.",
    slots: molt_object::slot_table!(Slots { init: Some(init), str: Some(str), ..Slots::EMPTY }),
    getters: &[
        member!("msg"),
        member!("filename"),
        member!("lineno"),
        member!("offset"),
        member!("text"),
        member!("end_lineno"),
        member!("end_offset"),
        member!("print_file_and_line"),
    ],
    base: true,
    ..TypeDefinition::new(CoreType::SyntaxError)
};
