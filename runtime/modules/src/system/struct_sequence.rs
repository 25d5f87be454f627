//! Tuples whose items have names: `sys.version_info` and its like.

use molt_object::function::{Arity, MethodDescriptor};
use molt_object::{
    Arguments, Borrowed, CoreType, Definition, Dict, Downcast, Name, Owned, Result, Str, Tuple, TypeKey, TypeObject,
    core_type, new_native, type_of,
};
use molt_protocol::class::qualified_display_name;
use molt_protocol::native_type::{GetSet, GetSetDescriptor};
use molt_protocol::{call, convert};

/// A named item.
pub struct Field(GetSet);

fn item<const INDEX: usize>(own: Borrowed<'_>) -> Result {
    let item = own.downcast::<Tuple>().and_then(|tuple| tuple.get(INDEX));
    Ok(item.map_or(Owned::none(), Borrowed::own))
}

impl Field {
    /// The item at an index.
    pub const fn new<const INDEX: usize>(name: &'static str) -> Field {
        Field(GetSet { name, documentation: "", get: item::<INDEX>, set: None })
    }
}

/// A type of such tuples.
pub struct StructSequence {
    /// Its name, in `sys`.
    pub name: &'static str,
    /// Its items.
    pub fields: &'static [Field],
}

fn repr(own: Borrowed<'_>, _arguments: Arguments<'_>) -> Result {
    let class = type_of(own);
    let names = class.namespace().get_text("__match_args__");
    let names = names.as_ref().and_then(|names| names.borrow().downcast::<Tuple>());
    let mut parts = Vec::new();
    for (name, value) in
        names.into_iter().flat_map(Tuple::iter).zip(own.downcast::<Tuple>().into_iter().flat_map(Tuple::iter))
    {
        parts.push(format!("{}={}", convert::str_text(name)?, convert::repr_text(value)?));
    }
    Ok(Str::from_rust(&format!("{}({})", qualified_display_name(&class), parts.join(", "))))
}

static REPR: Definition = Definition { name: "__repr__", documentation: "", arity: Arity::None, function: repr };

/// The one instance of a type.
pub(super) fn make(sequence: &'static StructSequence, items: Vec<Owned>) -> Result {
    let namespace = Dict::new();
    if let Some(table) = Dict::of(namespace.borrow()) {
        drop(table.insert_text(Name::Module.text(), Str::from_rust("sys")));
        drop(table.insert_text(Name::Slots.text(), Tuple::from_vec(Vec::new())));
        let names = sequence.fields.iter().map(|field| Str::from_rust(field.0.name)).collect();
        drop(table.insert_text("__match_args__", Tuple::from_vec(names)));
        drop(table.insert_text("n_fields", molt_object::integer::from_usize(sequence.fields.len())));
        let method = MethodDescriptor { definition: &REPR, owner: TypeKey::Core(CoreType::Tuple) };
        drop(table.insert_text(REPR.name, new_native(method)));
    }
    let name = Str::from_rust(sequence.name);
    let bases = Tuple::from_vec(vec![core_type(CoreType::Tuple).own()]);
    let arguments = [name.borrow(), bases.borrow(), namespace.borrow()];
    molt_object::description::mark_class_made();
    let class = call::call(core_type(CoreType::Type).as_borrowed(), &arguments)?;
    let Some(class) = TypeObject::of(class.borrow()) else { unreachable!("type() gives types") };
    for Field(attribute) in sequence.fields {
        drop(class.namespace().insert_text(attribute.name, GetSetDescriptor::new(attribute, class)));
    }
    class.modified();
    Tuple::of_class(class, items)
}
