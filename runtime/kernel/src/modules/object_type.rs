//! The type `module`.

use molt_object::slots::Slots;
use molt_object::{
    Arguments, Borrowed, CoreType, Dict, Downcast, Name, Owned, Result, Str, TypeObject, raise, type_of,
};
use molt_protocol::native_type::{self, GetSet, READ_ONLY, TypeDefinition};
use molt_protocol::{attribute, call, convert, native_function};

use super::Module;

fn module(value: Borrowed<'_>) -> &Module {
    Module::expect(value)
}

fn is_data_descriptor(value: &Owned) -> bool {
    type_of(value.borrow()).slots().descriptor_set().is_some()
}

fn get_attribute(object: Borrowed<'_>, name: Borrowed<'_>) -> Result {
    let text = attribute::name_of(name)?;
    let own = module(object);
    let class = type_of(object);
    let on_type = attribute::type_lookup(&class, text);
    if let Some(found) = &on_type
        && is_data_descriptor(found)
    {
        return attribute::bind(found.clone(), Some(object), &class);
    }
    if let Some(value) = own.get(text) {
        return Ok(value);
    }
    if let Some(found) = on_type {
        return attribute::bind(found, Some(object), &class);
    }
    if let Some(fallback) = own.get(Name::GetAttr.str()) {
        return call::call(fallback.borrow(), &[name]);
    }
    Err(missing(object, own, text))
}

#[cold]
fn missing(object: Borrowed<'_>, own: &Module, name: &Str) -> molt_object::Raised {
    let text = name.to_rust();
    let Some(module_name) = name_of_module(own) else {
        return attribute::raise_attribute(object, name, format_args!("module has no attribute '{text}'"));
    };
    if own.is_initialising() {
        let file = own.get(Name::File.str());
        let file = file.as_ref().and_then(|file| file.borrow().downcast::<Str>()).map(Str::to_rust);
        let message = match file {
            Some(file) if super::import::may_shadow(object) => format!(
                "module '{module_name}' has no attribute '{text}' (consider renaming '{file}' if it has the same name as a library you intended to import)"
            ),
            Some(file) => format!(
                "partially initialized module '{module_name}' from '{file}' has no attribute '{text}' (most likely due to a circular import)"
            ),
            None => format!(
                "partially initialized module '{module_name}' has no attribute '{text}' (most likely due to a circular import)"
            ),
        };
        return attribute::raise_attribute(object, name, format_args!("{message}"));
    }
    attribute::raise_attribute(object, name, format_args!("module '{module_name}' has no attribute '{text}'"))
}

/// `__name__`, if it is a str.
pub(super) fn name_of_module(own: &Module) -> Option<String> {
    own.get(Name::NameName.str())?.borrow().downcast::<Str>().map(Str::to_rust)
}

fn set_attribute(object: Borrowed<'_>, name: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let text = attribute::name_of(name)?;
    if let Some(found) = attribute::type_lookup(&type_of(object), text)
        && let Some(set) = type_of(found.borrow()).slots().descriptor_set()
    {
        return set(found.borrow(), object, value);
    }
    let own = module(object);
    let deletes = value.is_none();
    let old = own.set(text, value.map(Borrowed::own));
    if deletes && old.is_none() {
        return Err(missing(object, own, text));
    }
    Ok(())
}

fn repr(object: Borrowed<'_>) -> Result {
    let own = module(object);
    let name = match own.get(Name::NameName.str()) {
        Some(name) => convert::repr_text(name.borrow())?,
        None => "'?'".to_owned(),
    };
    let place = match own.get(Name::File.str()) {
        Some(file) => format!(" from {}", convert::repr_text(file.borrow())?),
        None if own.get_text("__loader__").is_none() => " (built-in)".to_owned(),
        None => String::new(),
    };
    Ok(Str::from_rust(&format!("<module {name}{place}>")))
}

fn new(class: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class) else { unreachable!("called for a type") };
    if !class.is_type(molt_object::TypeKey::Native(&DEFINITION)) {
        return Err(raise(CoreType::TypeError, "subclasses of module are not supported"));
    }
    let values = arguments.values();
    let named = |name: &str| arguments.keywords().find(|(key, _)| key.equals_rust(name)).map(|(_, value)| value);
    let positional = arguments.positional();
    let Some(name) = positional.first().copied().or_else(|| named("name")) else {
        return Err(raise(CoreType::TypeError, "module() missing required argument 'name' (pos 1)"));
    };
    if name.downcast::<Str>().is_none() {
        let found = type_of(name).name();
        return Err(raise(CoreType::TypeError, format_args!("module() argument 'name' must be str, not {found}")));
    }
    if values.len() > 2 {
        let count = values.len();
        return Err(raise(CoreType::TypeError, format_args!("module() takes at most 2 arguments ({count} given)")));
    }
    let none = Owned::none();
    let documentation = positional.get(1).copied().or_else(|| named("doc")).unwrap_or(none.borrow());
    Ok(Module::empty(name, documentation))
}

fn directory(object: Borrowed<'_>) -> Result {
    if let Some(own) = module(object).get(Name::Dir.str()) {
        return call::call(own.borrow(), &[]);
    }
    let names = module(object).items().into_iter().map(|(name, _)| name).collect();
    Ok(molt_object::List::from_vec(names))
}

pub(super) static DEFINITION: TypeDefinition = TypeDefinition {
    documentation: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    slots: molt_object::slot_table!(Slots {
        repr: Some(repr),
        get_attribute: Some(get_attribute),
        set_attribute: Some(set_attribute),
        new: Some(new),
        init: Some(|_, _| Ok(())),
        ..Slots::EMPTY
    }),
    methods: &[native_function!(
        "__dir__($self, /)",
        "__dir__() -> list\n\
        specialized dir() implementation",
        fn(own: Borrowed<'_>) { directory(own) }
    )],
    getters: &[
        GetSet { name: "__dict__", documentation: "", get: |object| Ok(module(object).namespace()), set: READ_ONLY },
        ANNOTATIONS,
        ANNOTATE,
    ],
    ..native_type::describe::<Module>("module")
};

/// `module.__annotations__`: a global that is made when first asked for.
const ANNOTATIONS: GetSet = GetSet {
    name: "__annotations__",
    documentation: "",
    get: |object| {
        let own = module(object);
        if let Some(known) = own.get(Name::Annotations.str()) {
            return Ok(known);
        }
        let annotations = match own.get_text("__annotate__") {
            Some(annotate) if !annotate.value().is_none() => crate::annotations::evaluate(annotate.borrow())?,
            _ => Dict::new(),
        };
        drop(own.set(Name::Annotations.str(), Some(annotations.clone())));
        Ok(annotations)
    },
    set: Some(|object, value| {
        let own = module(object);
        let is_deletion = value.is_none();
        let old = own.set(Name::Annotations.str(), value.map(Borrowed::own));
        if is_deletion && old.is_none() {
            return Err(raise(CoreType::AttributeError, "__annotations__"));
        }
        if own.get_text("__annotate__").is_some() {
            own.set_text("__annotate__", Owned::none());
        }
        Ok(())
    }),
};

/// `module.__annotate__`.
const ANNOTATE: GetSet = GetSet {
    name: "__annotate__",
    documentation: "",
    get: |object| Ok(module(object).get_text("__annotate__").unwrap_or_else(Owned::none)),
    set: Some(|object, value| {
        let own = module(object);
        let Some(value) = value else {
            return Err(raise(CoreType::TypeError, "cannot delete __annotate__ attribute"));
        };
        if !value.is_none() && molt_object::type_of(value).slots().call().is_none() {
            return Err(raise(CoreType::TypeError, "__annotate__ must be callable or None"));
        }
        own.set_text("__annotate__", value.own());
        if !value.is_none() {
            drop(own.set(Name::Annotations.str(), None));
        }
        Ok(())
    }),
};
