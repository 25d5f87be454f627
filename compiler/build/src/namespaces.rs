//! Builtins that look at the frame of their caller: `globals()`, `locals()`, `vars()` and `dir()` without arguments are
//! built in place. Those that would need a compiler or a debugger in the program are refused.

use moltc_diagnostics::{Category, Diagnostic, Span};
use moltc_hir::visit::{self, Access, Visitor};
use moltc_hir::{ClassFallback, ClassName, Expression, ExpressionKind, FunctionKind, GlobalId, LocalId, Place};
use moltc_ir::{BlockCall, Intrinsic, Numbers, Value};

use crate::classes::{stores_class_name, stores_global};
use crate::unit::Unit;

impl Unit<'_> {
    /// A call without arguments of a builtin that looks at its caller's frame; None for any other callee.
    pub(crate) fn frame_builtin(&mut self, function: &Expression, span: Span) -> Option<Value> {
        let ExpressionKind::Load(place) = &function.kind else { return None };
        let global = match place {
            Place::Global(global) => *global,
            Place::Class(ClassName { fallback: ClassFallback::Global(global), .. }) => *global,
            _ => return None,
        };
        let name = self.hir.global_name(global).to_owned();
        if !matches!(name.as_str(), "globals" | "locals" | "vars" | "dir") {
            return None;
        }
        let class_stores = matches!(place, Place::Class(_)) && stores_class_name(&self.source.body, &name);
        // A star import may bind the name as well: the intrinsic looks.
        if class_stores || self.module_stores(global) {
            return None;
        }
        self.at(span);
        let text = self.string(&name);
        let module = self.builder.intrinsic_value(Intrinsic::module_namespace, Numbers::default(), &[text]);
        let namespace = match (name.as_str(), self.source.kind) {
            ("globals", _) => module,
            _ if !self.comprehension_locals.is_empty() => self.snapshot_in_comprehension(span),
            (_, FunctionKind::Module) => module,
            (_, FunctionKind::ClassBody) => self.builder.parameter(0),
            (_, FunctionKind::Function | FunctionKind::Lambda | FunctionKind::GeneratorExpression) => {
                self.snapshot_of_locals(span)
            }
        };
        Some(if name == "dir" { self.intrinsic(Intrinsic::sorted_names, [], &[namespace]) } else { namespace })
    }

    fn module_stores(&self, global: GlobalId) -> bool {
        !self.hir.has_star_import && stores_global(self.hir, global)
    }

    /// A new dict of the variables that are bound: locals, then cells, then free variables, as CPython lists them.
    fn snapshot_of_locals(&mut self, span: Span) -> Value {
        let dict = self.builder.make_dict(&[]);
        let locals = &self.source.locals;
        let named: Vec<LocalId> =
            (0..locals.len() as u32).map(LocalId).filter(|local| !locals[local.index()].is_hidden).collect();
        let is_late_cell = |local: &LocalId| locals[local.index()].is_cell && !locals[local.index()].is_parameter;
        let (mut cells, plain): (Vec<LocalId>, Vec<LocalId>) = named.into_iter().partition(is_late_cell);
        cells.sort_by_key(|local| &locals[local.index()].name);
        for local in plain.into_iter().chain(cells) {
            self.add_local(dict, local, span);
        }
        self.add_free_variables(dict, span);
        dict
    }

    /// What a comprehension sees: its variables and those of the comprehensions around it and, in a function, the
    /// function's, of which its own hide those of the same name. The order is that in which the code first mentions them.
    fn snapshot_in_comprehension(&mut self, span: Span) -> Value {
        let locals = &self.source.locals;
        let in_function = !matches!(self.source.kind, FunctionKind::Module | FunctionKind::ClassBody);
        let parameters = (0..locals.len() as u32).map(LocalId).filter(|local| locals[local.index()].is_parameter);
        let mut mentions = Mentions { locals: parameters.collect() };
        visit::walk_body(&mut mentions, &self.source.body);
        let visible = |name: &str| {
            let is_it = |local: &LocalId| locals[local.index()].name == name;
            let own = self.comprehension_locals.iter().rev().copied().find(is_it);
            own.or_else(|| {
                mentions.locals.iter().copied().find(|local| is_it(local) && !locals[local.index()].is_hidden)
            })
        };
        let mut shown: Vec<LocalId> = Vec::new();
        for local in &mentions.locals {
            let found = visible(&locals[local.index()].name);
            shown.extend(found.filter(|found| !shown.contains(found)));
        }
        shown.retain(|local| in_function || self.comprehension_locals.contains(local));
        // Hidden names that start with a dot are the compiler's.
        let is_ours = |local: &LocalId| locals[local.index()].is_hidden && locals[local.index()].name.starts_with('.');
        shown.retain(|local| !is_ours(local));
        let is_late_cell = |local: &LocalId| locals[local.index()].is_cell && !locals[local.index()].is_parameter;
        let (mut cells, plain): (Vec<LocalId>, Vec<LocalId>) = shown.into_iter().partition(is_late_cell);
        cells.sort_by_key(|local| &locals[local.index()].name);
        let dict = self.builder.make_dict(&[]);
        for local in plain.into_iter().chain(cells) {
            self.add_local(dict, local, span);
        }
        if in_function {
            self.add_free_variables(dict, span);
        }
        dict
    }

    fn add_local(&mut self, dict: Value, local: LocalId, span: Span) {
        let variable = &self.source.locals[local.index()];
        let value = match variable.is_cell {
            true => self.cell_content(local),
            false => self.builder.local_get(self.slots[local.index()]),
        };
        self.add_if_bound(dict, &variable.name, value, span);
    }

    fn add_free_variables(&mut self, dict: Value, span: Span) {
        for (index, free) in self.source.free_variables.iter().enumerate() {
            let cell = self.builder.closure_cell(index as u32);
            let value = self.builder.cell_get(cell);
            self.add_if_bound(dict, &free.name, value, span);
        }
    }

    fn add_if_bound(&mut self, dict: Value, name: &str, value: Value, span: Span) {
        let unbound = self.builder.is_unbound(value);
        let (add, next) = (self.builder.create_block(), self.builder.create_block());
        self.builder.branch(unbound, BlockCall::new(next), BlockCall::new(add));
        self.builder.switch_to(add);
        let name = self.string(name);
        self.at(span);
        self.command(Intrinsic::dict_set, &[dict, name, value]);
        self.builder.jump(next, &[]);
        self.builder.switch_to(next);
    }

    /// Reports the use of a builtin that compiled programs cannot have.
    pub(crate) fn refuse_builtin(&mut self, global: GlobalId, span: Span) {
        let name = self.hir.global_name(global);
        let reason = match name {
            "eval" | "exec" | "compile" => "it compiles source while the program runs, which has no compiler in it",
            "__import__" => "modules are found when the program is built; use an import statement",
            "breakpoint" => "there is no debugger for Python code in the program",
            "globals" | "locals" => "other than in a call without arguments",
            _ => return,
        };
        if stores_global(self.hir, global) {
            return;
        }
        let message = match name {
            "globals" | "locals" => format!("`{name}` {reason} is not supported yet"),
            _ => format!("`{name}` is not supported: {reason}"),
        };
        self.diagnostics.push(Diagnostic::error(Category::Unsupported, message, span));
    }
}

/// The locals that a body mentions, in the order of evaluation.
struct Mentions {
    locals: Vec<LocalId>,
}

impl<'a> Visitor<'a> for Mentions {
    fn place(&mut self, place: &'a Place, _access: Access) {
        if let Place::Local(local) | Place::Cell(local) = place
            && !self.locals.contains(local)
        {
            self.locals.push(*local);
        }
    }
}
