//! What can be left out of the runtime's object: the tables that its descriptions lead to.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use molt_abi::{CoreType, descriptions as layout};

use super::elf::Object;

/// On what a place is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Condition {
    /// Somebody names the function, method or attribute, or some code asks objects for it.
    Name(String),
    /// Somebody names the module.
    Module(String),
    /// Some code reads the slot, or somebody names one of its special methods.
    Slot(usize),
    /// Some code makes objects of the type with this number, or somebody names the type.
    Objects(usize),
    /// Somebody may call the type with this number.
    Called(usize),
    /// Somebody may call the type with this number, or names `__init__`.
    Initialised(usize),
}

/// A type.
pub(super) struct Type {
    /// Its name, without a module.
    pub(super) name: String,
    /// Which core type, if it is one.
    pub(super) core: Option<usize>,
    /// The names of what gets the type itself as receiver.
    pub(super) class_methods: Vec<String>,
    /// What code that makes objects refers to; None if not all such code does.
    pub(super) mark: Option<Made>,
}

/// What code that makes objects of a type refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Made {
    /// The mark of the core type with this number.
    Core(usize),
    /// A function that refers to the description in this section.
    Description(usize),
}

/// A word that holds the address of code.
pub(super) struct Place {
    pub(super) section: usize,
    pub(super) offset: u64,
    /// The symbol that stands for missing code.
    pub(super) missing: usize,
    /// All must hold.
    pub(super) conditions: Vec<Condition>,
}

/// Everything that can be left out.
pub(super) struct Found {
    pub(super) places: Vec<Place>,
    /// The numbers of places by where they stand.
    place_at: BTreeMap<(usize, u64), usize>,
    pub(super) types: Vec<Type>,
    /// Where texts stand that are documentation.
    pub(super) documentation: Vec<(usize, u64)>,
    /// A symbol for what is empty to lead to.
    pub(super) nothing: usize,
    /// Where the marks of slots stand.
    pub(super) slot_marks: (usize, u64),
    /// In which section the texts of names stand that code asks objects for.
    pub(super) name_marks: usize,
    /// Where the marks of core types stand.
    pub(super) made_marks: (usize, u64),
    /// Where the marks of core types stand that the runtime calls.
    pub(super) called_marks: (usize, u64),
    /// The slots behind names of special methods.
    pub(super) special: BTreeMap<String, Vec<usize>>,
}

/// The symbols that stand for missing code.
struct Missing {
    function: usize,
    getter: usize,
    setter: usize,
    module: usize,
    operation: usize,
    install: usize,
    slot: usize,
}

impl Found {
    /// Everything that marked descriptions lead to; None if the object does not hold all that takes.
    pub(super) fn read(object: &Object<'_>) -> Option<Found> {
        let place_of = |name: &str| {
            let symbol = &object.symbols[object.defined(name)?];
            Some((symbol.section?, symbol.value))
        };
        let missing = Missing {
            function: object.defined(layout::MISSING_FUNCTION)?,
            getter: object.defined(layout::MISSING_GETTER)?,
            setter: object.defined(layout::MISSING_SETTER)?,
            module: object.defined(layout::MISSING_MODULE)?,
            operation: object.defined(layout::MISSING_OPERATION)?,
            install: object.defined(layout::MISSING_INSTALL)?,
            slot: object.defined(layout::MISSING_SLOT)?,
        };
        let type_mark = place_of(layout::TYPE_MARK)?;
        let functions_mark = place_of(layout::FUNCTIONS_MARK)?;
        let module_mark = place_of(layout::MODULE_MARK)?;
        let operations_mark = place_of(layout::OPERATIONS_MARK)?;
        let mut found = Found {
            places: Vec::new(),
            place_at: BTreeMap::new(),
            types: Vec::new(),
            documentation: Vec::new(),
            nothing: object.defined(layout::TYPE_MARK)?,
            slot_marks: place_of(layout::SLOT_MARKS)?,
            name_marks: place_of(layout::NAME_MARKS)?.0,
            made_marks: place_of(layout::MADE_MARKS)?,
            called_marks: place_of(layout::CALLED_MARKS)?,
            special: BTreeMap::new(),
        };
        for section in (0..object.sections.len()).filter(|section| object.sections[*section].is_data) {
            for &mark in &object.relocations[section] {
                let at = |offset: usize| (section, mark.offset + offset as u64);
                let leads_to = object.target_of(mark);
                if leads_to == Some(type_mark) {
                    found.add_type(object, at, &missing);
                } else if leads_to == Some(functions_mark) {
                    found.add_functions(object, at(layout::FUNCTIONS), &missing, &[]);
                } else if leads_to == Some(operations_mark) {
                    found.add_operations(object, at(layout::OPERATIONS), &missing);
                } else if leads_to == Some(module_mark)
                    && let (section, name) = at(layout::MODULE_NAME)
                    && let Some(name) = object.text(section, name)
                {
                    found.add(at(layout::MODULE_CODE), missing.module, &[], Some(Condition::Module(name.to_owned())));
                }
            }
        }
        Some(found)
    }
    fn add(
        &mut self,
        (section, offset): (usize, u64),
        missing: usize,
        conditions: &[Condition],
        own: Option<Condition>,
    ) {
        let conditions: Vec<Condition> = conditions.iter().cloned().chain(own).collect();
        match self.place_at.entry((section, offset)) {
            Entry::Vacant(entry) => {
                entry.insert(self.places.len());
                self.places.push(Place { section, offset, missing, conditions });
            }
            // Types with equal tables share one: what only one of them asks for is no condition.
            Entry::Occupied(entry) => {
                self.places[*entry.get()].conditions.retain(|condition| conditions.contains(condition));
            }
        }
    }
    /// The type whose description has its parts where `at` says.
    fn add_type(&mut self, object: &Object<'_>, at: impl Fn(usize) -> (usize, u64), missing: &Missing) {
        let number = self.types.len();
        let (section, name) = at(layout::TYPE_NAME);
        let Some(name) = object.text(section, name) else { return };
        let core_at = |offset: usize| {
            let (section, number) = at(offset);
            object.number(section, number).map(|number| number as u32 as usize)
        };
        let core = core_at(layout::TYPE_CORE).filter(|core| *core < CoreType::COUNT);
        let mark = object.target(section, at(layout::TYPE_MEMORY).1).and_then(|_| {
            let core = core_at(layout::TYPE_LAYOUT)?;
            Some(if core < CoreType::COUNT { Made::Core(core) } else { Made::Description(section) })
        });
        let names = |slice: usize| {
            let entries = entries(object, at(slice), layout::DEFINITION_SIZE);
            entries.filter_map(|(section, entry)| object.text(section, entry).map(str::to_owned)).collect()
        };
        let name = name.rsplit('.').next().unwrap_or(name).to_owned();
        let class_methods = names(layout::TYPE_DEFINITIONS[1]);
        self.types.push(Type { name, core, class_methods, mark });
        let mut conditions = Vec::new();
        if mark.is_some() {
            conditions.push(Condition::Objects(number));
            for index in 0..layout::TYPE_MEMORY_FUNCTIONS {
                self.add(at(layout::TYPE_MEMORY + 8 * index), missing.slot, &conditions, None);
            }
        }
        for slice in layout::TYPE_DEFINITIONS {
            self.add_functions(object, at(slice), missing, &conditions);
        }
        for (section, entry) in entries(object, at(layout::TYPE_GETTERS), layout::GETTER_SIZE) {
            let Some(name) = object.text(section, entry) else { break };
            let name = Some(Condition::Name(name.to_owned()));
            self.add((section, entry + layout::GETTER_READ as u64), missing.getter, &conditions, name.clone());
            self.add((section, entry + layout::GETTER_SET as u64), missing.setter, &conditions, name);
            self.documentation.push((section, entry + layout::DEFINITION_DOCUMENTATION as u64));
        }
        for (section, entry) in entries(object, at(layout::TYPE_SLOTS), layout::SLOT_SIZE) {
            let Some(slot) = object.number(section, entry) else { break };
            let slot = slot as usize;
            let mut conditions = conditions.clone();
            // Exceptions are made in many ways, and whoever has a class can make an `object`.
            let is_made_anyway = core.is_some_and(|core| core == 0 || core >= CoreType::BaseException as usize);
            match layout::SLOTS.get(slot) {
                Some(&"new") if !is_made_anyway => conditions.push(Condition::Called(number)),
                Some(&"init") if !is_made_anyway => conditions.push(Condition::Initialised(number)),
                _ => {}
            }
            let code = (section, entry + layout::SLOT_CODE as u64);
            self.add(code, missing.slot, &conditions, Some(Condition::Slot(slot)));
        }
        self.documentation.push(at(layout::TYPE_DOCUMENTATION));
    }
    fn add_functions(&mut self, object: &Object<'_>, slice: (usize, u64), missing: &Missing, conditions: &[Condition]) {
        for (section, entry) in entries(object, slice, layout::DEFINITION_SIZE) {
            let Some(name) = object.text(section, entry) else { return };
            let code = (section, entry + layout::DEFINITION_CODE as u64);
            self.add(code, missing.function, conditions, Some(Condition::Name(name.to_owned())));
            self.documentation.push((section, entry + layout::DEFINITION_DOCUMENTATION as u64));
        }
    }
    fn add_operations(&mut self, object: &Object<'_>, slice: (usize, u64), missing: &Missing) {
        for (section, entry) in entries(object, slice, layout::OPERATION_SIZE) {
            let Some(name) = object.text(section, entry) else { return };
            let Some(slot) = object.text(section, entry + layout::OPERATION_SLOT as u64) else { return };
            let Some(slot) = layout::SLOTS.iter().position(|name| *name == slot) else { return };
            let condition = Some(Condition::Slot(slot));
            self.add((section, entry + layout::OPERATION_CALL as u64), missing.operation, &[], condition.clone());
            self.add((section, entry + layout::OPERATION_INSTALL as u64), missing.install, &[], condition);
            self.special.entry(name.to_owned()).or_default().push(slot);
        }
    }
}

/// The entries of the slice at a place. A slice that cannot be read has none.
fn entries(
    object: &Object<'_>,
    (section, offset): (usize, u64),
    size: usize,
) -> impl Iterator<Item = (usize, u64)> + use<> {
    let slice = object.target(section, offset).zip(object.number(section, offset + 8));
    slice
        .into_iter()
        .flat_map(move |((target, start), count)| (0..count).map(move |index| (target, start + index * size as u64)))
}
