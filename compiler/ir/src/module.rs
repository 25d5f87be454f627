//! A module: its functions and the tables they share.

use std::collections::BTreeMap;

use crate::constant::ConstantPool;
use crate::entity::{FunctionId, GlobalId, NameId};
use crate::function::Function;

/// The interned names of a module, in order of first use.
#[derive(Clone, Debug, Default)]
pub struct NamePool {
    entries: Vec<String>,
    by_text: BTreeMap<String, NameId>,
}

impl NamePool {
    /// The entry for `text`, made if need be.
    pub fn intern(&mut self, text: &str) -> NameId {
        if let Some(&id) = self.by_text.get(text) {
            return id;
        }
        let id = NameId::from_index(self.entries.len());
        self.entries.push(text.to_string());
        self.by_text.insert(text.to_string(), id);
        id
    }

    /// The text of a name.
    pub fn get(&self, id: NameId) -> &str {
        &self.entries[id.index()]
    }

    /// The entry for `text` if it is there.
    pub fn find(&self, text: &str) -> Option<NameId> {
        self.by_text.get(text).copied()
    }

    /// All names in order.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &str)> {
        self.entries.iter().enumerate().map(|(index, text)| (NameId::from_index(index), text.as_str()))
    }
}

/// One Python module in IR form.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// The dotted name, as in `__name__` (but never `__main__`: that is a matter of starting it).
    pub name: String,
    /// The dotted name of the package it belongs to, as in `__package__`; empty for top-level modules.
    pub package: String,
    /// Whether the module is a package (`__init__.py`).
    pub is_package: bool,
    /// The file name that tracebacks print.
    pub file_name: String,
    /// The constant pool.
    pub constants: ConstantPool,
    /// Interned names: attributes, keywords, variables.
    pub names: NamePool,
    globals: Vec<NameId>,
    global_by_name: BTreeMap<NameId, GlobalId>,
    /// The functions; the first is the module body.
    pub functions: Vec<Function>,
}

impl Module {
    /// Whether functions of the module read their variables from the frame at every use, so that others may set them
    /// meanwhile. Nobody gets at the variables of a frame but through its `f_locals`; so a module that never mentions that is
    /// left in peace, by itself at least.
    pub fn reads_slots(&self) -> bool {
        const NAME: &str = "f_locals";
        self.names.find(NAME).is_some() || self.constants.find(&crate::Constant::Str(NAME.into())).is_some()
    }

    /// An empty module.
    pub fn new(name: &str, package: &str, file_name: &str) -> Self {
        Self {
            name: name.to_string(),
            package: package.to_string(),
            file_name: file_name.to_string(),
            ..Self::default()
        }
    }

    /// The slot of a global variable, made if need be.
    pub fn global(&mut self, name: &str) -> GlobalId {
        let name = self.names.intern(name);
        if let Some(&id) = self.global_by_name.get(&name) {
            return id;
        }
        let id = GlobalId::from_index(self.globals.len());
        self.globals.push(name);
        self.global_by_name.insert(name, id);
        id
    }

    /// The name of a global slot.
    pub fn global_name(&self, id: GlobalId) -> NameId {
        self.globals[id.index()]
    }

    /// The global slots in order, with their names.
    pub fn globals(&self) -> impl Iterator<Item = (GlobalId, NameId)> + '_ {
        self.globals.iter().enumerate().map(|(index, &name)| (GlobalId::from_index(index), name))
    }

    /// Adds a function. To refer to a function before its body exists, add its empty shell and assign
    /// [`Module::functions`] at that index later.
    pub fn add_function(&mut self, function: Function) -> FunctionId {
        let id = FunctionId::from_index(self.functions.len());
        self.functions.push(function);
        id
    }

    /// The function behind `id`.
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.index()]
    }
}
