//! Builtins that look at the frame of their caller: `globals()`, `locals()`, `vars()` and `dir()` without arguments are
//! built in place. Those that would need a compiler or a debugger in the program are refused.

use moltc_diagnostics::{Category, Diagnostic, Span};
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
            ("globals", _) | (_, FunctionKind::Module) => module,
            (_, FunctionKind::ClassBody) => self.builder.parameter(0),
            (_, FunctionKind::GeneratorExpression) => {
                return Some(self.unsupported(span, &format!("`{name}()` in a generator expression")));
            }
            (_, FunctionKind::Function | FunctionKind::Lambda) => {
                if self.comprehensions > 0 {
                    return Some(self.unsupported(span, &format!("`{name}()` in a comprehension")));
                }
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
            let variable = &self.source.locals[local.index()];
            let value = match variable.is_cell {
                true => self.cell_content(local),
                false => self.builder.local_get(self.slots[local.index()]),
            };
            self.add_if_bound(dict, &variable.name, value, span);
        }
        for (index, free) in self.source.free_variables.iter().enumerate() {
            let cell = self.builder.closure_cell(index as u32);
            let value = self.builder.cell_get(cell);
            self.add_if_bound(dict, &free.name, value, span);
        }
        dict
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
