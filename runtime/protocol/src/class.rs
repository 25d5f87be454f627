//! Making classes, and what `type` does.

use molt_abi::layout::type_flags;
use molt_object::function::{Arity, Definition, Function, NativeFunction};
use molt_object::instance::{self, Attributes, InstanceArea};
use molt_object::{
    Arguments, Borrowed, Cell, CoreType, Dict, Downcast, Name, Owned, Payload, Result, Str, Tuple, TypeObject, Visitor,
    core_type, exception, new_native, raise, raised, type_of,
};

use crate::native_type::{GetSet, GetSetDescriptor};
use crate::operations::{OPERATIONS, SlotWrapper, sequence_start};
use crate::{attribute, call, convert, dispatch, mapping};

/// The descriptor of a name in `__slots__`.
pub struct MemberDescriptor {
    /// The name.
    pub name: Owned,
    /// Place in the instance area.
    pub slot: usize,
    /// The class, borrowed: it holds the descriptor in its namespace.
    pub owner_name: Owned,
}

impl Payload for MemberDescriptor {
    const TYPE: CoreType = CoreType::MemberDescriptor;
    fn traverse(&self, visitor: &mut Visitor<'_>) {
        visitor.owned(&self.name);
        visitor.owned(&self.owner_name);
    }
}

/// `T.__new__` of native types. The receiver is the type that defines it.
pub static NEW: Definition = Definition {
    name: "__new__",
    documentation: "Create and return a new object.  See help(type) for accurate signature.",
    arity: Arity::Any,
    function: |receiver, arguments| {
        let Some(owner) = TypeObject::of(receiver) else { unreachable!("`__new__` is bound to a type") };
        let owner_name = owner.name();
        let Some(&first) = arguments.positional().first() else {
            return Err(raise(CoreType::TypeError, format_args!("{owner_name}.__new__(): not enough arguments")));
        };
        let Some(class) = TypeObject::of(first) else {
            let found = type_of(first).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("{owner_name}.__new__(X): X is not a type object ({found})"),
            ));
        };
        let class_name = class.name();
        if !class.is_subtype(owner) {
            return Err(raise(
                CoreType::TypeError,
                format_args!("{owner_name}.__new__({class_name}): {class_name} is not a subtype of {owner_name}"),
            ));
        }
        if class.layout() != owner.layout() {
            let layout = core_type(class.layout()).name();
            return Err(raise(
                CoreType::TypeError,
                format_args!("{owner_name}.__new__({class_name}) is not safe, use {layout}.__new__()"),
            ));
        }
        match owner.slots().new {
            Some(new) => new(first, arguments.without_first()),
            None => Err(raise(CoreType::TypeError, format_args!("cannot create '{owner_name}' instances"))),
        }
    },
};

/// Module and qualified name as `repr` shows them: without the module for builtins.
pub fn qualified_display_name(class: &TypeObject) -> String {
    let name = class.details().qualified_name.borrow().clone();
    let name =
        name.as_ref().and_then(|name| name.borrow().downcast::<Str>()).map_or_else(|| class.name(), Str::to_rust);
    let module = class.namespace().get_str(Name::Module.str());
    match module.as_ref().and_then(|module| module.borrow().downcast::<Str>()) {
        Some(module) if !module.equals_rust("builtins") => format!("{}.{name}", module.to_rust()),
        _ => name,
    }
}

/// Shows an exception nobody can catch and the object it came from.
/// Reports an exception nobody can catch to standard error, as `sys.unraisablehook` does.
pub fn report_unraisable(error: Owned, place: Owned) {
    match error.token().interpreter().hooks.unraisable.get() {
        Some(hook) => hook(error, place),
        None => drop((error, place)),
    }
}

/// The linearisation of a class and its bases (C3).
pub(crate) fn resolution_order(class: Borrowed<'_>, bases: &Tuple) -> Result<Vec<Owned>> {
    let mut sequences: Vec<Vec<Owned>> = Vec::new();
    for base in bases.iter() {
        let Some(base) = TypeObject::of(base) else { unreachable!("bases were checked") };
        let order = base.details().resolution_order.borrow().clone();
        let order = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>());
        sequences.push(order.into_iter().flat_map(Tuple::iter).map(Borrowed::own).collect());
    }
    for (place, base) in bases.iter().enumerate() {
        if bases.iter().take(place).any(|other| other.is(base)) {
            let name = TypeObject::of(base).map(TypeObject::name).unwrap_or_default();
            return Err(raise(CoreType::TypeError, format_args!("duplicate base class {name}")));
        }
    }
    sequences.push(bases.iter().map(Borrowed::own).collect());
    let mut result = vec![class.own()];
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(result);
        }
        let candidate = sequences.iter().map(|sequence| &sequence[0]).find(|candidate| {
            !sequences.iter().any(|sequence| sequence[1..].iter().any(|entry| entry.is(candidate.borrow())))
        });
        let Some(candidate) = candidate.cloned() else {
            let names: Vec<String> = sequences
                .iter()
                .map(|sequence| sequence[0].clone())
                .fold(Vec::<Owned>::new(), |mut unique, entry| {
                    if !unique.iter().any(|known| known.is(entry.borrow())) {
                        unique.push(entry);
                    }
                    unique
                })
                .iter()
                .filter_map(|entry| TypeObject::of(entry.borrow()).map(TypeObject::name))
                .collect();
            let names = names.join(", ");
            return Err(raise(
                CoreType::TypeError,
                format_args!("Cannot create a consistent method resolution order (MRO) for bases {names}"),
            ));
        };
        for sequence in &mut sequences {
            if sequence[0].is(candidate.borrow()) {
                sequence.remove(0);
            }
        }
        result.push(candidate);
    }
}

/// The base whose layout the class extends.
pub(crate) fn best_base(bases: &Tuple) -> Result<&TypeObject> {
    let mut best: Option<&TypeObject> = None;
    for base in bases.iter() {
        let Some(base) = TypeObject::of(base) else {
            return Err(raise(CoreType::TypeError, "bases must be types"));
        };
        if !base.has_flags(type_flags::BASE) {
            let name = base.name();
            return Err(raise(CoreType::TypeError, format_args!("type '{name}' is not an acceptable base type")));
        }
        let better = match best {
            None => true,
            Some(current) => extends(base, current)?,
        };
        if better {
            best = Some(base);
        }
    }
    match best {
        Some(best) => Ok(best),
        None => Ok(core_type(CoreType::Object)),
    }
}

/// Whether `other` has a layout that extends `current`'s; TypeError when neither extends the other.
fn extends(other: &TypeObject, current: &TypeObject) -> Result<bool> {
    let members =
        |class: &TypeObject| class.details().slot_names.borrow().iter().filter(|slot| slot.value().is_none()).count();
    let plain = |class: &TypeObject| class.layout() == CoreType::Object && members(class) == 0;
    if plain(other) || current.is_subtype(other) {
        return Ok(false);
    }
    if plain(current) || other.is_subtype(current) || other.layout() == current.layout() && members(current) == 0 {
        return Ok(true);
    }
    if other.layout() == current.layout() && members(other) == 0 {
        return Ok(false);
    }
    Err(raise(CoreType::TypeError, "multiple bases have instance lay-out conflict"))
}

/// The most derived metaclass of a declared one and those of the bases.
pub fn calculate_metaclass<'a>(declared: &'a TypeObject, bases: &'a Tuple) -> Result<&'a TypeObject> {
    let mut winner = declared;
    for base in bases.iter() {
        let found = type_of(base).get();
        if winner.is_subtype(found) {
            continue;
        }
        if found.is_subtype(winner) {
            winner = found;
            continue;
        }
        return Err(raise(
            CoreType::TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases",
        ));
    }
    Ok(winner)
}

/// What `type.__new__` needs to make a class.
pub struct ClassParts<'a> {
    /// The metaclass.
    pub metaclass: &'a TypeObject,
    /// `__name__`.
    pub name: &'a Str,
    /// `__bases__`; empty means `object`.
    pub bases: &'a Tuple,
    /// The namespace, copied.
    pub namespace: &'a Dict,
    /// Keyword arguments for `__init_subclass__`.
    pub keywords: Arguments<'a>,
    /// Attributes the methods assign on their first parameter: they get slots in the instances.
    pub attributes: &'a [Borrowed<'a>],
}

fn as_text(value: &Owned) -> Option<&Str> {
    value.borrow().downcast::<Str>()
}

/// Makes a class: layout, namespace, resolution order, slots, `__set_name__` and `__init_subclass__`.
pub fn new_class(parts: ClassParts<'_>) -> Result {
    let object_only = Tuple::from_slice(&[core_type(CoreType::Object).as_borrowed()]);
    let bases = if parts.bases.is_empty() {
        match object_only.borrow().downcast::<Tuple>() {
            Some(bases) => bases,
            None => unreachable!("a new tuple"),
        }
    } else {
        parts.bases
    };
    let best = best_base(bases)?;
    let class_value = TypeObject::new_class(parts.metaclass, best, &parts.name.to_rust());
    let Some(class) = TypeObject::of(class_value.borrow()) else { unreachable!("a new class") };
    let details = class.details();
    details.name.replace(Some(parts.name.as_borrowed().own()));
    details.bases.replace(Some(bases_value(bases)));
    details.best_base.replace(Some(best.own()));
    let namespace = class.namespace();
    for (key, value) in parts.namespace.items()? {
        mapping::set(namespace, key.borrow(), value.borrow())?;
    }
    set_names(class, parts.name)?;
    let class_cell = namespace.remove_str(Name::ClassCell.str());
    if let Some(cell) = namespace.remove_str(Name::ClassDictCell.str())
        && let Some(cell) = cell.borrow().payload::<Cell>()
        && let Some(own) = details.namespace.get()
    {
        // From here on annotations see the class's own namespace.
        drop(cell.set(own.clone()));
    }
    lay_out(class, best, bases, &parts)?;
    details.resolution_order.replace(Some(Tuple::from_vec(resolution_order(class_value.borrow(), bases)?)));
    apply_custom_order(class, parts.metaclass)?;
    inherit_flags(class);
    wrap_implicit_descriptors(namespace);
    if namespace.get_str(Name::Eq.str()).is_some() && namespace.get_str(Name::Hash.str()).is_none() {
        drop(namespace.insert_str_key(Name::Hash.value().own(), Owned::none()));
    }
    if namespace.get_str(Name::Doc.str()).is_none() {
        drop(namespace.insert_str_key(Name::Doc.value().own(), Owned::none()));
    }
    update_all_slots(class);
    for base in bases.iter().filter_map(TypeObject::of) {
        base.details().subclasses.borrow_mut().push(class.as_borrowed().value());
    }
    if let Some(cell) = class_cell
        && let Some(cell) = cell.borrow().payload::<Cell>()
    {
        drop(cell.set(class_value.clone()));
    }
    announce_names(class)?;
    init_subclass(class, parts.keywords)?;
    Ok(class_value)
}

fn bases_value(bases: &Tuple) -> Owned {
    let items: Vec<Owned> = bases.iter().map(Borrowed::own).collect();
    Tuple::from_vec(items)
}

fn set_names(class: &TypeObject, name: &Str) -> Result<()> {
    let namespace = class.namespace();
    let qualified = match namespace.remove_str(Name::QualName.str()) {
        Some(qualified) if as_text(&qualified).is_some() => qualified,
        Some(other) => {
            let found = type_of(other.borrow()).name();
            return Err(raise(CoreType::TypeError, format_args!("type __qualname__ must be a str, not {found}")));
        }
        None => name.as_borrowed().own(),
    };
    class.details().qualified_name.replace(Some(qualified));
    Ok(())
}

/// `__dict__` of instances.
pub static INSTANCE_DICT: GetSet = GetSet {
    name: "__dict__",
    documentation: "dictionary for instance variables",
    get: |receiver| match attribute::instance_dict(receiver) {
        Some(dict) => Ok(dict),
        None => Err(attribute::missing(receiver, Name::Dict.str())),
    },
    set: Some(|receiver, value| {
        let Some(attributes) = Attributes::of(receiver) else {
            return Err(attribute::missing(receiver, Name::Dict.str()));
        };
        match value {
            Some(value) if Dict::of(value).is_some() => attributes.replace_dict(Some(value.own())),
            Some(value) => {
                let found = type_of(value).name();
                return Err(raise(
                    CoreType::TypeError,
                    format_args!("__dict__ must be set to a dictionary, not a '{found}'"),
                ));
            }
            None => attributes.replace_dict(None),
        }
        Ok(())
    }),
};

/// Gives instances their area: inherited slots, `__slots__`, or slots for the attributes the methods assign.
fn lay_out(class: &TypeObject, best: &TypeObject, bases: &Tuple, parts: &ClassParts<'_>) -> Result<()> {
    let details = class.details();
    let namespace = class.namespace();
    let mut slots: Vec<Owned> = best.details().slot_names.borrow().clone();
    let base_has_dict = bases.iter().filter_map(TypeObject::of).any(has_instance_dict);
    match namespace.get_str(Name::Slots.str()) {
        Some(declared) => {
            let names = match as_text(&declared) {
                Some(_) => vec![declared.clone()],
                None => crate::iterate::to_vec(declared.borrow())?,
            };
            let mut wants_dict = base_has_dict;
            for name in names {
                let Some(text) = as_text(&name) else {
                    let found = type_of(name.borrow()).name();
                    return Err(raise(
                        CoreType::TypeError,
                        format_args!("__slots__ items must be strings, not '{found}'"),
                    ));
                };
                if text.equals_rust("__dict__") {
                    if base_has_dict {
                        return Err(raise(CoreType::TypeError, "__dict__ slot disallowed: we already got one"));
                    }
                    wants_dict = true;
                    continue;
                }
                if text.equals_rust("__weakref__") {
                    continue;
                }
                if matches!(best.layout(), CoreType::Int | CoreType::Tuple | CoreType::Bytes) {
                    let base = best.name();
                    return Err(raise(
                        CoreType::TypeError,
                        format_args!("nonempty __slots__ not supported for subtype of '{base}'"),
                    ));
                }
                add_member(class, text, slots.len())?;
                // The place is taken by a member: no attribute of that name looks here by itself.
                slots.push(Owned::none());
            }
            details.has_dict.set(wants_dict);
        }
        None => {
            details.has_dict.set(true);
            for &name in parts.attributes {
                let known = |slot: &Owned| {
                    as_text(slot).is_some_and(|slot| name.downcast::<Str>().is_some_and(|name| name.equals(slot)))
                };
                if !slots.iter().any(known) {
                    slots.push(name.own());
                }
            }
        }
    }
    if details.has_dict.get() && !base_has_dict {
        let descriptor = GetSetDescriptor { attribute: &INSTANCE_DICT, owner: CoreType::Object };
        drop(namespace.insert_text("__dict__", new_native(descriptor)));
    }
    let count = slots.len();
    let needs_area = details.has_dict.get() || count > 0;
    details.slot_names.replace(slots);
    if needs_area {
        instance::add_area(class, InstanceArea { slots: count });
    }
    class.modified();
    Ok(())
}

pub(crate) fn has_instance_dict(class: &TypeObject) -> bool {
    class.has_flags(type_flags::INSTANCE_AREA) && class.details().has_dict.get()
}

fn is_identifier(text: &Str) -> bool {
    let text = text.to_rust();
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

fn add_member(class: &TypeObject, name: &Str, slot: usize) -> Result<()> {
    if !is_identifier(name) {
        return Err(raise(CoreType::TypeError, "__slots__ must be identifiers"));
    }
    let mangled = mangle(class, name);
    let key = mangled.as_ref().map_or_else(|| name.as_borrowed().own(), Owned::clone);
    let Some(key_text) = as_text(&key) else { unreachable!("a name is a str") };
    if class.namespace().get_str(key_text).is_some() {
        let text = name.to_rust();
        return Err(raise(CoreType::ValueError, format_args!("'{text}' in __slots__ conflicts with class variable")));
    }
    let owner_name = Str::from_rust(&class.name());
    let member = new_native(MemberDescriptor { name: key.clone(), slot, owner_name });
    drop(class.namespace().insert_str_key(key, member));
    Ok(())
}

/// The private form of a name in `__slots__`.
fn mangle(class: &TypeObject, name: &Str) -> Option<Owned> {
    let text = name.to_rust();
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
        return None;
    }
    let class_name = class.name();
    let stripped = class_name.trim_start_matches('_');
    (!stripped.is_empty()).then(|| Str::from_rust(&format!("_{stripped}{text}")))
}

/// Uses the metaclass's own `mro` method, if it has one.
pub(crate) fn apply_custom_order(class: &TypeObject, metaclass: &TypeObject) -> Result<()> {
    if !metaclass.has_flags(type_flags::HEAP) {
        return Ok(());
    }
    let Some(method) = attribute::type_lookup(metaclass, Name::MroMethod.str()) else { return Ok(()) };
    if type_of(method.borrow()).is_core(CoreType::MethodDescriptor) {
        return Ok(());
    }
    let order = call::call(method.borrow(), &[class.as_borrowed()])?;
    let order = crate::iterate::to_vec(order.borrow())?;
    if let Some(other) = order.iter().find(|entry| TypeObject::of(entry.borrow()).is_none()) {
        let found = type_of(other.borrow()).name();
        return Err(raise(CoreType::TypeError, format_args!("mro() returned a non-class ('{found}')")));
    }
    class.details().resolution_order.replace(Some(Tuple::from_vec(order)));
    class.modified();
    Ok(())
}

pub(crate) fn inherit_flags(class: &TypeObject) {
    let order = class.details().resolution_order.borrow().clone();
    let Some(order) = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>()) else { return };
    for base in order.iter().filter_map(TypeObject::of) {
        class.add_flags(base.flags() & type_flags::EXCEPTION);
    }
}

/// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are class methods, without saying so.
fn wrap_implicit_descriptors(namespace: &Dict) {
    for (name, is_static) in [(Name::New, true), (Name::InitSubclass, false), (Name::ClassGetItem, false)] {
        if let Some(value) = namespace.get_str(name.str())
            && value.borrow().downcast::<Function>().is_some()
        {
            let wrapped = if is_static {
                crate::descriptors::new_static_method(value)
            } else {
                crate::descriptors::new_class_method(value)
            };
            drop(namespace.insert_str_key(name.value().own(), wrapped));
        }
    }
}

/// The type that defines a special method, when it is written in Python (or otherwise not a wrapper of a slot).
fn defined_in_python(class: &TypeObject, name: Name) -> Option<bool> {
    let (owner, value) = attribute::type_lookup_where(class, name.str())?;
    let heap = TypeObject::of(owner.borrow()).is_some_and(|owner| owner.has_flags(type_flags::HEAP));
    Some(heap && value.borrow().payload::<SlotWrapper>().is_none())
}

/// Computes the slots of a class from the special methods along its resolution order.
pub fn update_all_slots(class: &TypeObject) {
    let order = class.details().resolution_order.borrow().clone();
    let Some(order) = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>()) else { return };
    let mut slots = molt_object::slots::Slots::EMPTY;
    for base in order.iter().filter_map(TypeObject::of).filter(|base| !base.has_flags(type_flags::HEAP)) {
        let mut inherited = *base.slots();
        // Only what this type adds to its own base: the base comes later in the order, perhaps after others.
        let parent = base.details().best_base.borrow().clone();
        if let Some(parent) = parent.as_ref().and_then(|parent| TypeObject::of(parent.borrow())) {
            inherited.subtract(parent.slots());
        }
        if base.is_core(CoreType::Object) && slots.compare.is_some() && slots.hash.is_none() {
            inherited.hash = None;
        }
        if class.layout() != CoreType::Object && base.is_core(CoreType::Object) {
            inherited.new = None;
        }
        slots.inherit(&inherited);
    }
    if slots.new.is_none() {
        slots.new = core_type(class.layout()).slots().new;
    }
    for operation in &OPERATIONS[..sequence_start()] {
        if defined_in_python(class, operation.name) == Some(true) {
            (operation.install)(&mut slots);
        }
    }
    if defined_in_python(class, Name::GetAttr) == Some(true) {
        slots.get_attribute = Some(dispatch::get_attribute);
    }
    if defined_in_python(class, Name::New) == Some(true) {
        slots.new = Some(dispatch::new);
    }
    class.update_slots(|current| *current = slots);
    instance::update_finalizer(class);
}

/// Updates slots after an attribute of a class was set or deleted.
pub fn attribute_changed(class: &TypeObject, name: &Str) {
    if !name.as_ascii().is_some_and(|text| text.starts_with("__") && text.ends_with("__")) {
        return;
    }
    wrap_implicit_descriptors(class.namespace());
    update_all_slots(class);
    for subclass in class.subclasses() {
        if let Some(subclass) = TypeObject::of(subclass.borrow()) {
            attribute_changed(subclass, name);
        }
    }
}

fn announce_names(class: &TypeObject) -> Result<()> {
    for (name, value) in class.namespace().items()? {
        let owner = type_of(value.borrow());
        if let Some(method) = attribute::type_lookup(&owner, Name::SetName.str()) {
            attribute::call_unbound(method, value.borrow(), &owner, &[class.as_borrowed(), name.borrow()]).map_err(
                |error| {
                    let error = raised::take(error);
                    let note = format!(
                        "Error calling __set_name__ on '{}' instance {} in '{}'",
                        owner.name(),
                        convert::repr_text(name.borrow()).unwrap_or_default(),
                        class.name()
                    );
                    add_note(error.borrow(), &note);
                    raised::restore(error)
                },
            )?;
        }
    }
    Ok(())
}

/// Adds a note to an exception.
pub fn add_note(error: Borrowed<'_>, note: &str) {
    let Some(dict) = attribute::instance_dict(error) else { return };
    let Some(table) = Dict::of(dict.borrow()) else { return };
    let notes = match table.get_str(Name::Notes.str()) {
        Some(notes) => notes,
        None => {
            let notes = molt_object::List::from_vec(Vec::new());
            drop(table.insert_str_key(Name::Notes.value().own(), notes.clone()));
            notes
        }
    };
    if let Some(list) = molt_object::List::of(notes.borrow()) {
        list.push(Str::from_rust(note)).unwrap_or_else(molt_object::memory::give_up);
    }
}

fn init_subclass(class: &TypeObject, keywords: Arguments<'_>) -> Result<()> {
    // `super(class, class).__init_subclass__(**keywords)`
    let order = class.details().resolution_order.borrow().clone();
    let Some(order) = order.as_ref().and_then(|order| order.borrow().downcast::<Tuple>()) else { return Ok(()) };
    for base in order.iter().skip(1).filter_map(TypeObject::of) {
        if let Some(method) = base.namespace().get_str(Name::InitSubclass.str()) {
            let bound = attribute::bind(method, None, class)?;
            call::call_with(bound.borrow(), Arguments::with_keywords(keywords.keyword_values(), keywords.names()))?;
            return Ok(());
        }
    }
    Ok(())
}

/// The `call` slot of types: make an object, initialise it.
pub fn type_call(callee: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(callee) else { unreachable!("not a type") };
    if class.is_core(CoreType::Type) && arguments.positional().len() == 1 && !arguments.has_keywords() {
        return Ok(type_of(arguments.positional()[0]).own());
    }
    let Some(new) = class.slots().new else {
        let name = class.name();
        return Err(raise(CoreType::TypeError, format_args!("cannot create '{name}' instances")));
    };
    let plain_new: fn(Borrowed<'_>, Arguments<'_>) -> Result = object_new;
    let plain_init: fn(Borrowed<'_>, Arguments<'_>) -> Result<()> = object_init;
    let own_init: fn(Borrowed<'_>, Arguments<'_>) -> Result<()> = dispatch::init;
    if core::ptr::fn_addr_eq(new, plain_new)
        && let Some(init) = class.slots().init
        && core::ptr::fn_addr_eq(init, own_init)
    {
        // With an `__init__` of its own that takes the arguments, `object.__new__` has nothing to check.
        let object = instance::new(class);
        dispatch::init(object.borrow(), arguments)?;
        return Ok(object);
    }
    let object = new(callee, arguments)?;
    let made = type_of(object.borrow());
    if !made.is_subtype(class) {
        return Ok(object);
    }
    if let Some(init) = made.slots().init {
        // The default does nothing but find fault with arguments that `new` did not want, which it has taken here.
        if made.get() != class || !core::ptr::fn_addr_eq(init, plain_init) {
            init(object.borrow(), arguments)?;
        }
    }
    Ok(object)
}

/// A new object of a native type with the layout of `object`: checks for excess arguments as `object.__new__` does.
pub fn object_new(class_value: Borrowed<'_>, arguments: Arguments<'_>) -> Result {
    let Some(class) = TypeObject::of(class_value) else { unreachable!("`new` gets a type") };
    if !arguments.values().is_empty() {
        let own_new = attribute::type_lookup(class, Name::New.str())
            .is_some_and(|new| new.borrow().payload::<NativeFunction>().is_none());
        let own_init = defined_in_python(class, Name::Init) == Some(true);
        if own_new {
            return Err(raise(
                CoreType::TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if !own_init {
            let name = class.name();
            return Err(raise(CoreType::TypeError, format_args!("{name}() takes no arguments")));
        }
    }
    Ok(instance::new(class))
}

/// `object.__init__`.
pub fn object_init(object: Borrowed<'_>, arguments: Arguments<'_>) -> Result<()> {
    if arguments.values().is_empty() {
        return Ok(());
    }
    let class = type_of(object);
    let own_init = defined_in_python(&class, Name::Init) == Some(true);
    if own_init {
        return Err(raise(
            CoreType::TypeError,
            "object.__init__() takes exactly one argument (the instance to initialize)",
        ));
    }
    // A `__new__` of its own, native or not, has taken the arguments.
    let plain_new: fn(Borrowed<'_>, Arguments<'_>) -> Result = object_new;
    if class.slots().new.is_some_and(|new| core::ptr::fn_addr_eq(new, plain_new)) {
        let name = class.name();
        return Err(raise(
            CoreType::TypeError,
            format_args!("{name}.__init__() takes exactly one argument (the instance to initialize)"),
        ));
    }
    Ok(())
}

/// The `get`, `set` of members.
pub fn member_get(descriptor: Borrowed<'_>, instance: Option<Borrowed<'_>>, _owner: Borrowed<'_>) -> Result {
    let Some(instance) = instance else { return Ok(descriptor.own()) };
    let Some(member) = descriptor.payload::<MemberDescriptor>() else { unreachable!("not a member") };
    let value = Attributes::of(instance).and_then(|attributes| attributes.slot(member.slot));
    match value {
        Some(value) => Ok(value),
        None => {
            let Some(name) = as_text(&member.name) else { unreachable!("names are strs") };
            Err(attribute::missing(instance, name))
        }
    }
}

/// See [`member_get`].
pub fn member_set(descriptor: Borrowed<'_>, instance: Borrowed<'_>, value: Option<Borrowed<'_>>) -> Result<()> {
    let Some(member) = descriptor.payload::<MemberDescriptor>() else { unreachable!("not a member") };
    let Some(attributes) = Attributes::of(instance) else {
        let Some(name) = as_text(&member.name) else { unreachable!("names are strs") };
        return Err(attribute::missing(instance, name));
    };
    match value {
        Some(value) => attributes.set_member(member.slot, value),
        None => {
            if attributes.take_slot(member.slot).is_none() {
                let name = convert::str_text(member.name.borrow())?;
                return Err(raise(CoreType::AttributeError, name));
            }
        }
    }
    Ok(())
}

/// A class statement. See the `build_class` intrinsic.
pub fn build(
    body: Borrowed<'_>,
    name: Borrowed<'_>,
    bases: Borrowed<'_>,
    keywords: Option<Borrowed<'_>>,
    attributes: Borrowed<'_>,
) -> Result {
    let Some(original_bases) = bases.downcast::<Tuple>() else { unreachable!("bases are a tuple") };
    let resolved = resolve_base_entries(original_bases)?;
    let resolved_tuple = resolved.as_ref().map_or(bases, Owned::borrow);
    let Some(base_types) = resolved_tuple.downcast::<Tuple>() else { unreachable!("bases are a tuple") };
    let keyword_items = keywords.and_then(Dict::of).map(Dict::items).transpose()?.unwrap_or_default();
    let mut names = Vec::new();
    let mut values = Vec::new();
    let mut declared = None;
    for (key, value) in keyword_items {
        if as_text(&key).is_some_and(|key| key.equals_rust("metaclass")) {
            declared = Some(value);
        } else {
            names.push(key);
            values.push(value);
        }
    }
    let declared = declared.unwrap_or_else(|| match base_types.iter().next() {
        Some(first) => type_of(first).own(),
        None => core_type(CoreType::Type).own(),
    });
    let metaclass = match TypeObject::of(declared.borrow()) {
        Some(metaclass) => calculate_metaclass(metaclass, base_types)?.own(),
        None => declared,
    };
    let names = Tuple::from_vec(names);
    let names_tuple = names.borrow().downcast::<Tuple>();
    let mut arguments = vec![name, resolved_tuple];
    arguments.extend(values.iter().map(Owned::borrow));
    let namespace = match attribute::find(metaclass.borrow(), Name::Prepare.str())? {
        Some(prepare) => call::call_with(prepare.borrow(), Arguments::with_keywords(&arguments, names_tuple))?,
        None => Dict::new(),
    };
    let cell = call::call(body, &[namespace.borrow()])?;
    if !cell.value().is_none() {
        attribute::namespace_set(namespace.borrow(), Name::ClassCell.value(), cell.borrow())?;
    }
    if resolved.is_some() {
        let key = Str::from_rust("__orig_bases__");
        attribute::namespace_set(namespace.borrow(), key.borrow(), bases)?;
    }
    let mut arguments = vec![name, resolved_tuple, namespace.borrow()];
    arguments.extend(values.iter().map(Owned::borrow));
    let known = &attributes.token().thread().class_attributes;
    drop(known.replace(Some(attributes.own())));
    let class = call::call_with(metaclass.borrow(), Arguments::with_keywords(&arguments, names_tuple));
    drop(known.take());
    let class = class?;
    check_class_cell(&cell, &class)?;
    Ok(class)
}

fn check_class_cell(cell: &Owned, class: &Owned) -> Result<()> {
    let Some(cell) = cell.borrow().payload::<Cell>() else { return Ok(()) };
    let name = convert::repr_text(class.borrow())?;
    match cell.get() {
        Some(value) if value.is(class.borrow()) => Ok(()),
        Some(value) => {
            let found = convert::repr_text(value.borrow())?;
            Err(raise(CoreType::TypeError, format_args!("__class__ set to {found} defining {name} as {name}")))
        }
        None if TypeObject::of(class.borrow()).is_none() => Ok(()),
        None => Err(raise(
            CoreType::RuntimeError,
            format_args!("__class__ not set defining {name}. Was __classcell__ propagated to type.__new__?"),
        )),
    }
}

/// Replaces bases that are not types by what their `__mro_entries__` says; None when there are none.
fn resolve_base_entries(bases: &Tuple) -> Result<Option<Owned>> {
    let mut resolved = Vec::new();
    let mut changed = false;
    for base in bases.iter() {
        if TypeObject::of(base).is_some() {
            resolved.push(base.own());
            continue;
        }
        let tuple = bases_value(bases);
        match attribute::find(base, Name::MroEntries.str())? {
            Some(method) => {
                changed = true;
                let entries = call::call(method.borrow(), &[tuple.borrow()])?;
                let Some(entries) = entries.borrow().downcast::<Tuple>() else {
                    return Err(raise(CoreType::TypeError, "__mro_entries__ must return a tuple"));
                };
                resolved.extend(entries.iter().map(Borrowed::own));
            }
            None => resolved.push(base.own()),
        }
    }
    Ok(changed.then(|| Tuple::from_vec(resolved)))
}

/// Whether an object is an instance of a class: by its type, or by what its `__class__` says.
pub fn is_instance_of(object: Borrowed<'_>, class: &TypeObject) -> Result<bool> {
    let own = type_of(object);
    if own.is_subtype(class) {
        return Ok(true);
    }
    if !own.has_flags(type_flags::HEAP) {
        return Ok(false);
    }
    if own.slots().get_attribute.is_none() {
        let found = attribute::type_lookup(&own, Name::Class.str());
        let plain = found.is_some_and(|found| found.borrow().payload::<GetSetDescriptor>().is_some());
        if plain {
            return Ok(false);
        }
    }
    let claimed = attribute::find(object, Name::Class.str())?;
    Ok(claimed
        .as_ref()
        .and_then(|claimed| TypeObject::of(claimed.borrow()))
        .is_some_and(|claimed| claimed.is_subtype(class)))
}

/// Whether an exception matches the type (or tuple of types) of an except clause.
pub fn exception_matches(error: Borrowed<'_>, pattern: Borrowed<'_>) -> Result<bool> {
    if let Some(patterns) = pattern.downcast::<Tuple>() {
        for entry in patterns.iter() {
            check_exception_class(entry)?;
        }
        return Ok(patterns.iter().filter_map(TypeObject::of).any(|class| type_of(error).is_subtype(class)));
    }
    check_exception_class(pattern)?;
    Ok(TypeObject::of(pattern).is_some_and(|class| type_of(error).is_subtype(class)))
}

fn check_exception_class(pattern: Borrowed<'_>) -> Result<()> {
    if TypeObject::of(pattern).is_some_and(|class| class.has_flags(type_flags::EXCEPTION)) {
        return Ok(());
    }
    Err(raise(CoreType::TypeError, "catching classes that do not inherit from BaseException is not allowed"))
}

/// `raise value` and `raise value from cause`: the exception object to raise.
pub fn exception_to_raise(value: Borrowed<'_>, cause: Option<Borrowed<'_>>) -> Result {
    let error = exception_instance(value)?
        .ok_or_else(|| raise(CoreType::TypeError, "exceptions must derive from BaseException"))?;
    if let Some(cause) = cause {
        let cause = if cause.is_none() {
            None
        } else {
            Some(
                exception_instance(cause)?
                    .ok_or_else(|| raise(CoreType::TypeError, "exception causes must derive from BaseException"))?,
            )
        };
        if let Some(data) = exception::Exception::of(error.borrow()) {
            let old = data.cause.replace(cause);
            data.suppress_context.set(true);
            drop(old);
        }
    }
    Ok(error)
}

fn exception_instance(value: Borrowed<'_>) -> Result<Option<Owned>> {
    if let Some(class) = TypeObject::of(value)
        && class.has_flags(type_flags::EXCEPTION)
    {
        let error = call::call(value, &[])?;
        if exception::Exception::of(error.borrow()).is_none() {
            let (class, found) = (convert::repr_text(value)?, type_of(error.borrow()).as_borrowed().own());
            let found = convert::repr_text(found.borrow())?;
            return Err(raise(
                CoreType::TypeError,
                format_args!("calling {class} should have returned an instance of BaseException, not {found}"),
            ));
        }
        return Ok(Some(error));
    }
    Ok(exception::Exception::of(value).map(|_| value.own()))
}
