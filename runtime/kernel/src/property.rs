//! `property`.

use core::cell::{Cell, RefCell};

use molt_object::function::{Arity, Definition};
use molt_object::native::{expect_payload, new_native_of};
use molt_object::{
    Arguments, Borrowed, CoreType, Name, Owned, Raised, Result, Slots, TypeKey, exception, name, raise, raised, type_of,
};
use molt_protocol::native_type::{GetSet, READ_ONLY};
use molt_protocol::parameters::{self, Parameters};
use molt_protocol::{attribute, call, convert, native_function, native_parameters, native_type};
use molt_support::receivers::receiver_class;

use crate::descriptor_types::qualified;

native_type! {
    /// `property`.
    #[derive(Default)]
    pub(crate) struct Property {
        /// Reads.
        getter: RefCell<Option<Owned>>,
        /// Sets.
        setter: RefCell<Option<Owned>>,
        /// Deletes.
        deleter: RefCell<Option<Owned>>,
        /// `__doc__`.
        documentation: RefCell<Option<Owned>>,
        /// `__name__`.
        name: RefCell<Option<Owned>>,
        /// Whether the docstring is the getter's, so that another getter brings its own.
        is_documented_by_getter: Cell<bool>,
    }
    /// `property`.
    static PROPERTY = "property" {
        documentation: DOCUMENTATION,
        slots: molt_object::slot_table!(Slots {
            new: Some(|own, _arguments| Ok(new_native_of(receiver_class(own), Property::default()))),
            init: Some(init),
            descriptor_get: Some(get),
            descriptor_set: Some(set),
            ..Slots::EMPTY
        }),
        methods: &[
            native_function!(
                "getter($self, object, /)",
                "Descriptor to obtain a copy of the property with a different getter.",
                fn(own: Borrowed<'_>, object: Borrowed<'_>) { with_accessor(own, Accessor::Getter, object) }
            ),
            native_function!(
                "setter($self, object, /)",
                "Descriptor to obtain a copy of the property with a different setter.",
                fn(own: Borrowed<'_>, object: Borrowed<'_>) { with_accessor(own, Accessor::Setter, object) }
            ),
            native_function!(
                "deleter($self, object, /)",
                "Descriptor to obtain a copy of the property with a different deleter.",
                fn(own: Borrowed<'_>, object: Borrowed<'_>) { with_accessor(own, Accessor::Deleter, object) }
            ),
            Definition {
                name: "__set_name__",
                documentation: "__set_name__($self, owner, name, /)\n--\n\nMethod to set name of a property.",
                arity: Arity::Any,
                function: set_name,
            },
        ],
        getters: &[
            GetSet {
                name: "fget",
                documentation: "",
                get: |own| Ok(or_none(held(&this(own).getter))),
                set: READ_ONLY,
            },
            GetSet {
                name: "fset",
                documentation: "",
                get: |own| Ok(or_none(held(&this(own).setter))),
                set: READ_ONLY,
            },
            GetSet {
                name: "fdel",
                documentation: "",
                get: |own| Ok(or_none(held(&this(own).deleter))),
                set: READ_ONLY,
            },
            GetSet {
                name: "__doc__",
                documentation: "",
                get: |own| Ok(or_none(held(&this(own).documentation))),
                set: Some(|own, value| {
                    let old = this(own).documentation.replace(value.map(Borrowed::own));
                    drop(old);
                    Ok(())
                }),
            },
            GetSet {
                name: "__name__",
                documentation: "",
                get: |own| match name(this(own))? {
                    Some(name) => Ok(name),
                    None => Err(attribute::missing(own, Name::NameName.str())),
                },
                set: Some(|own, value| {
                    let old = this(own).name.replace(value.map(Borrowed::own));
                    drop(old);
                    Ok(())
                }),
            },
        ],
        base: true,
    }
}

const DOCUMENTATION: &str = "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\n\
    Property attribute.\n\n  \
      fget\n    function to be used for getting an attribute value\n  \
      fset\n    function to be used for setting an attribute value\n  \
      fdel\n    function to be used for del'ing an attribute\n  \
      doc\n    docstring\n\n\
    Typical use is to define a managed attribute x:\n\n\
    class C(object):\n    \
        def getx(self): return self._x\n    \
        def setx(self, value): self._x = value\n    \
        def delx(self): del self._x\n    \
        x = property(getx, setx, delx, \"I'm the 'x' property.\")\n\n\
    Decorators make defining new properties or modifying existing ones easy:\n\n\
    class C(object):\n    \
        @property\n    \
        def x(self):\n        \
            \"I am the 'x' property.\"\n        \
            return self._x\n    \
        @x.setter\n    \
        def x(self, value):\n        \
            self._x = value\n    \
        @x.deleter\n    \
        def x(self):\n        \
            del self._x";

static PARAMETERS: Parameters =
    native_parameters!("property(fget=None, fset=None, fdel=None, doc=None)", fget fset fdel doc);

/// One of the functions of a property.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Accessor {
    Getter,
    Setter,
    Deleter,
}

fn this(value: Borrowed<'_>) -> &Property {
    expect_payload::<Property>(value)
}

fn held(field: &RefCell<Option<Owned>>) -> Option<Owned> {
    field.borrow().clone()
}

fn or_none(value: Option<Owned>) -> Owned {
    value.unwrap_or_else(Owned::none)
}

fn init(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    let mut bound = [None; 4];
    PARAMETERS.bind_into(&arguments, &mut bound)?;
    let [getter, setter, deleter, documentation] =
        bound.map(|value| value.filter(|value| !value.is_none()).map(Borrowed::own));
    let property = this(own);
    let of_getter = match (&documentation, &getter) {
        (None, Some(getter)) => attribute::find(getter.borrow(), name!(Doc).str())?,
        _ => None,
    };
    let of_getter = of_getter.filter(|value| !value.value().is_none());
    property.is_documented_by_getter.set(of_getter.is_some());
    let documentation = documentation.or(of_getter);
    let is_subclass = !type_of(own).is_type(TypeKey::Native(&PROPERTY));
    let old = (
        property.getter.replace(getter),
        property.setter.replace(setter),
        property.deleter.replace(deleter),
        property.documentation.replace(documentation.clone().filter(|_| !is_subclass)),
        property.name.replace(None),
    );
    drop(old);
    if is_subclass { document_instance(own, &or_none(documentation)) } else { Ok(()) }
}

/// Gives an object of a subclass a `__doc__` of its own, since the attribute of `property` is hidden by that of the class. An
/// object that cannot have one goes without, unless the docstring is the getter's.
fn document_instance(own: Borrowed<'_>, documentation: &Owned) -> Result<()> {
    match attribute::set(own, name!(Doc).str().as_borrowed(), documentation.borrow()) {
        Err(error) if !this(own).is_documented_by_getter.get() => {
            let error = raised::take(error);
            let is_refused = exception::is_instance(error.borrow(), CoreType::AttributeError);
            if is_refused { Ok(()) } else { Err(raised::restore(error)) }
        }
        result => result,
    }
}

/// `__name__`: what was given by the class statement, or the getter's.
fn name(property: &Property) -> Result<Option<Owned>> {
    match (held(&property.name), held(&property.getter)) {
        (Some(name), _) => Ok(Some(name)),
        (None, Some(getter)) => attribute::find(getter.borrow(), name!(NameName).str()),
        (None, None) => Ok(None),
    }
}

#[cold]
fn no_accessor(property: &Property, instance: Borrowed<'_>, accessor: &str) -> Raised {
    let shown = match name(property) {
        Ok(name) => name.map(|name| convert::repr_text(name.borrow())).transpose(),
        Err(raised) => Err(raised),
    };
    let owner = qualified(&type_of(instance));
    match shown {
        Ok(Some(name)) => {
            raise(CoreType::AttributeError, format_args!("property {name} of '{owner}' object has no {accessor}"))
        }
        Ok(None) => raise(CoreType::AttributeError, format_args!("property of '{owner}' object has no {accessor}")),
        Err(raised) => raised,
    }
}

fn set_name(own: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    parameters::no_keywords("property.__set_name__", &arguments)?;
    let [_owner, name] = arguments.positional() else {
        let given = arguments.positional().len();
        let message = format!("__set_name__() takes 2 positional arguments but {given} were given");
        return Err(raise(CoreType::TypeError, message));
    };
    let old = this(own).name.replace(Some(name.own()));
    drop(old);
    Ok(Owned::none())
}

fn get(own: Borrowed<'_>, instance: Option<Borrowed<'_>>, _owner: Borrowed<'_>) -> Result {
    let Some(instance) = instance else { return Ok(own.own()) };
    match held(&this(own).getter) {
        Some(getter) => call::call(getter.borrow(), &[instance]),
        None => Err(no_accessor(this(own), instance, "getter")),
    }
}

fn set(own: Borrowed<'_>, instance: Borrowed<'_>, new: Option<Borrowed<'_>>) -> Result<()> {
    let property = this(own);
    match new {
        Some(new) => match held(&property.setter) {
            Some(setter) => call::call(setter.borrow(), &[instance, new]).map(drop),
            None => Err(no_accessor(property, instance, "setter")),
        },
        None => match held(&property.deleter) {
            Some(deleter) => call::call(deleter.borrow(), &[instance]).map(drop),
            None => Err(no_accessor(property, instance, "deleter")),
        },
    }
}

/// A copy of a property with one accessor replaced.
fn with_accessor(own: Borrowed<'_>, accessor: Accessor, replacement: Borrowed<'_>) -> Result {
    let property = this(own);
    // None as replacement keeps what there is.
    let chosen = |place: Accessor, field: &RefCell<Option<Owned>>| {
        let is_replaced = place == accessor && !replacement.is_none();
        if is_replaced { replacement.own() } else { or_none(held(field)) }
    };
    let getter = chosen(Accessor::Getter, &property.getter);
    let setter = chosen(Accessor::Setter, &property.setter);
    let deleter = chosen(Accessor::Deleter, &property.deleter);
    let is_documented_by_getter = property.is_documented_by_getter.get() && !getter.value().is_none();
    let documentation = if is_documented_by_getter { Owned::none() } else { or_none(held(&property.documentation)) };
    let arguments = [getter.borrow(), setter.borrow(), deleter.borrow(), documentation.borrow()];
    let copy = call::call(type_of(own).as_borrowed(), &arguments)?;
    if let Some(copied) = molt_object::Downcast::payload::<Property>(copy.borrow()) {
        let old = copied.name.replace(held(&property.name));
        drop(old);
    }
    Ok(copy)
}
