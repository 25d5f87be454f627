//! `ImportError`.

use molt_object::slots::Slots;
use molt_object::{Arguments, Borrowed, CoreType, Downcast, Result, Str};
use molt_protocol::native_type::TypeDefinition;

use super::attributes::{member, take_keywords};
use super::{base, data, field};

fn init(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    take_keywords(own, &arguments, &["name", "path", "name_from"])?;
    base::set_arguments(own, arguments.positional())?;
    if let [message] = arguments.positional() {
        data(own).set_field("msg", message.own());
    }
    Ok(())
}

fn str(own: Borrowed<'_>) -> Result {
    let message = field(own, "msg");
    if message.borrow().downcast_exact::<Str>().is_some() { Ok(message) } else { base::str(own) }
}

pub(super) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Import can't find module, or can't find name in module.",
    slots: molt_object::slot_table!(Slots { init: Some(init), str: Some(str), ..Slots::EMPTY }),
    getters: &[member!("msg"), member!("name"), member!("path"), member!("name_from")],
    base: true,
    ..TypeDefinition::new(CoreType::ImportError)
};
