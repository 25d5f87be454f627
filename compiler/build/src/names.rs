//! Reading, storing and deleting names.

use moltc_diagnostics::Span;
use moltc_hir::{ClassFallback, ClassName, FreeId, GlobalId, LocalId, Place};
use moltc_ir::{BindingKind, BlockCall, Intrinsic, Type, Value};

use crate::unit::Unit;

impl Unit<'_> {
    /// The value of a name; raises if it is unbound.
    pub(crate) fn load(&mut self, place: &Place, span: Span) -> Value {
        self.at(span);
        match place {
            Place::Local(local) => {
                let value = self.builder.local_get(self.slots[local.index()]);
                if !self.bound.contains(local) {
                    self.check_local(*local, value);
                    self.note_bound(*local);
                }
                value
            }
            Place::Cell(local) => {
                let value = self.cell_content(*local);
                self.check_local(*local, value);
                value
            }
            Place::Free(free) => self.load_free(*free),
            Place::Global(global) => {
                self.refuse_builtin(*global, span);
                self.load_global(*global)
            }
            Place::Class(name) => self.load_class_name(name),
        }
    }

    /// Stores a value to a name.
    pub(crate) fn store(&mut self, place: &Place, value: Value, span: Span) {
        self.at(span);
        match place {
            Place::Local(local) => {
                self.builder.local_set(self.slots[local.index()], value);
                self.note_bound(*local);
            }
            Place::Cell(local) => {
                let cell = self.builder.local_get(self.slots[local.index()]);
                self.builder.cell_set(cell, value);
            }
            Place::Free(free) => {
                let cell = self.builder.closure_cell(free.0);
                self.builder.cell_set(cell, value);
            }
            Place::Global(global) => {
                let global = self.global(*global);
                self.builder.global_set(global, value);
            }
            Place::Class(name) => self.namespace_set(&name.name, value),
        }
    }

    /// `del name`; raises if it is unbound.
    pub(crate) fn delete(&mut self, place: &Place, span: Span) {
        self.at(span);
        match place {
            Place::Local(local) => {
                let value = self.builder.local_get(self.slots[local.index()]);
                self.check_local(*local, value);
                self.clear_local(*local);
            }
            Place::Cell(local) => {
                let value = self.cell_content(*local);
                self.check_local(*local, value);
                self.clear_cell(*local);
            }
            Place::Free(free) => {
                self.load_free(*free);
                let cell = self.builder.closure_cell(free.0);
                let unbound = self.builder.unbound();
                self.builder.cell_set(cell, unbound);
            }
            Place::Global(global) => {
                let global = self.global(*global);
                self.builder.global_delete(global);
            }
            Place::Class(name) => {
                let namespace = self.namespace();
                let name = self.string(&name.name);
                self.command(Intrinsic::namespace_delete, &[namespace, name]);
            }
        }
    }

    /// Sets a name to `None`, then deletes it: never raises, whatever has become of the name.
    pub(crate) fn forget(&mut self, place: &Place, span: Span) {
        match place {
            Place::Local(local) => self.clear_local(*local),
            Place::Cell(local) => self.clear_cell(*local),
            _ => {
                let none = self.none();
                self.store(place, none, span);
                self.delete(place, span);
            }
        }
    }

    /// Makes a local slot unbound.
    pub(crate) fn clear_local(&mut self, local: LocalId) {
        let unbound = self.builder.unbound();
        self.builder.local_set(self.slots[local.index()], unbound);
    }

    fn clear_cell(&mut self, local: LocalId) {
        let cell = self.builder.local_get(self.slots[local.index()]);
        let unbound = self.builder.unbound();
        self.builder.cell_set(cell, unbound);
    }

    /// The IR slot of a global.
    pub(crate) fn global(&mut self, global: GlobalId) -> moltc_ir::GlobalId {
        self.module.global(self.hir.global_name(global))
    }

    /// The namespace of the class body being built, or the cell with that of the class whose annotations are.
    pub(crate) fn namespace(&mut self) -> Value {
        self.builder.parameter(usize::from(self.source.sees_class))
    }

    /// Sets a name in the namespace of the class body being built.
    pub(crate) fn namespace_set(&mut self, name: &str, value: Value) {
        let namespace = self.namespace();
        let name = self.string(name);
        self.command(Intrinsic::namespace_set, &[namespace, name, value]);
    }

    /// The content, maybe UNBOUND, of one of this unit's cells.
    pub(crate) fn cell_content(&mut self, local: LocalId) -> Value {
        let cell = self.builder.local_get(self.slots[local.index()]);
        self.builder.cell_get(cell)
    }

    fn check_local(&mut self, local: LocalId, value: Value) {
        let name = self.builder.function.locals[self.slots[local.index()].index()].name;
        self.builder.check_bound(name, BindingKind::Local, value);
    }

    fn load_free(&mut self, free: FreeId) -> Value {
        let cell = self.builder.closure_cell(free.0);
        let value = self.builder.cell_get(cell);
        let name = self.builder.function.free_variables[free.index()];
        self.builder.check_bound(name, BindingKind::Free, value);
        value
    }

    fn load_global(&mut self, global: GlobalId) -> Value {
        let global = self.global(global);
        self.builder.global_get(global)
    }

    fn load_class_name(&mut self, name: &ClassName) -> Value {
        let namespace = self.namespace();
        let text = self.string(&name.name);
        let found = self.intrinsic(Intrinsic::namespace_get, [], &[namespace, text]);
        let missing = self.builder.is_unbound(found);
        let (fallback, join) = (self.builder.create_block(), self.builder.create_block());
        let result = self.builder.block_parameter(join, Type::Value);
        self.builder.branch(missing, BlockCall::new(fallback), BlockCall::with(join, vec![found]));
        self.builder.switch_to(fallback);
        let value = match name.fallback {
            ClassFallback::Global(global) => self.load_global(global),
            ClassFallback::Free(free) => self.load_free(free),
            ClassFallback::Cell(local) => {
                let value = self.cell_content(local);
                self.check_local(local, value);
                value
            }
        };
        self.builder.jump(join, &[value]);
        self.builder.switch_to(join);
        result
    }
}
