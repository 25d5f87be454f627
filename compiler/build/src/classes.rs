//! Class statements and class bodies.

use moltc_diagnostics::Span;
use moltc_hir::{Element, FunctionId, GlobalId, Keyword, Module, Place, StatementKind, TargetKind};
use moltc_ir::{Constant, Intrinsic, Value};

use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// Makes a class: the body's function first, then bases and keywords, then `build_class`.
    pub(crate) fn make_class(
        &mut self,
        body: FunctionId,
        name: &'a str,
        bases: &'a [Element],
        keywords: &'a [Keyword],
        span: Span,
    ) -> Value {
        let function = self.make_function(body, &[], &[], span);
        let bases = self.tuple(bases, span);
        let keywords = self.keyword_dict(function, keywords, span);
        let attributes = self.hir.function(body).class.as_ref().map_or(&[][..], |class| &class.static_attributes);
        let attributes = self.name_tuple(attributes.iter().map(String::as_str));
        self.at(span);
        let name = self.string(name);
        let attributes = self.builder.constant(attributes);
        self.intrinsic(Intrinsic::build_class, [], &[function, name, bases, keywords, attributes])
    }

    /// What a class body's namespace starts with.
    pub(crate) fn class_prologue(&mut self) {
        let is_own = |parent: FunctionId| std::ptr::eq(self.hir.function(parent), self.source);
        if self.hir.functions.iter().any(|unit| unit.sees_class && unit.parent.is_some_and(is_own)) {
            let name = self.module.names.intern(".namespace_cell");
            let local = self.builder.function.add_local(name, true);
            let namespace = self.namespace();
            let cell = self.builder.cell_new(namespace);
            self.builder.local_set(local, cell);
            self.namespace_cell = Some(local);
        }
        let module = self.module.global("__name__");
        let module = self.builder.global_get(module);
        self.namespace_set("__module__", module);
        let qualified_name = self.string(&self.source.qualified_name);
        self.namespace_set("__qualname__", qualified_name);
        let line = self.pooled(Constant::Int(i64::from(self.source.first_line)));
        self.namespace_set("__firstlineno__", line);
        if let Some(text) = &self.source.docstring {
            let text = self.pooled(Constant::Str(crate::constants::string(text)));
            self.namespace_set("__doc__", text);
        }
    }

    /// Ends a class body; gives the `__class__` cell or None.
    pub(crate) fn class_epilogue(&mut self) -> Value {
        let class = self.source.class.as_ref();
        let attributes = class.map_or(&[][..], |class| &class.static_attributes);
        let mut attributes: Vec<&str> = attributes.iter().map(String::as_str).collect();
        attributes.sort_unstable();
        let attributes = self.name_tuple(attributes);
        let attributes = self.builder.constant(attributes);
        self.namespace_set("__static_attributes__", attributes);
        if let Some(local) = self.namespace_cell {
            let cell = self.builder.local_get(local);
            self.namespace_set("__classdictcell__", cell);
        }
        match class.and_then(|class| class.class_cell) {
            Some(local) => self.builder.local_get(self.slots[local.index()]),
            None => self.none(),
        }
    }
}

/// Whether the module may bind a global itself.
pub(crate) fn stores_global(module: &Module, global: GlobalId) -> bool {
    let is = |place: &Place| *place == Place::Global(global);
    module.has_star_import || module.functions.iter().any(|function| suite_stores(&function.body, &is))
}

/// Whether a class body may bind a name itself.
pub(crate) fn stores_class_name(body: &[moltc_hir::Statement], name: &str) -> bool {
    suite_stores(body, &|place| matches!(place, Place::Class(stored) if stored.name == name))
}

fn suite_stores(suite: &[moltc_hir::Statement], is: &dyn Fn(&Place) -> bool) -> bool {
    suite.iter().any(|statement| match &statement.kind {
        StatementKind::Assign { targets, .. } => targets.iter().any(|target| target_stores(target, is)),
        StatementKind::AugmentedAssign { target: moltc_hir::AugmentedTarget::Place(place, _), .. } => is(place),
        StatementKind::If { branches, orelse } => {
            branches.iter().any(|branch| suite_stores(&branch.body, is)) || suite_stores(orelse, is)
        }
        StatementKind::While { body, orelse, .. } => suite_stores(body, is) || suite_stores(orelse, is),
        StatementKind::For { target, body, orelse, .. } => {
            target_stores(target, is) || suite_stores(body, is) || suite_stores(orelse, is)
        }
        StatementKind::Try { body, handlers, orelse, finally } => {
            [body, orelse, finally].iter().any(|suite| suite_stores(suite, is))
                || handlers
                    .iter()
                    .any(|handler| handler.name.as_ref().is_some_and(is) || suite_stores(&handler.body, is))
        }
        StatementKind::With { target, body, .. } => {
            target.as_ref().is_some_and(|target| target_stores(target, is)) || suite_stores(body, is)
        }
        StatementKind::Import { binding, .. } => match binding {
            moltc_hir::ImportBinding::Top(place) | moltc_hir::ImportBinding::Leaf(place) => is(place),
        },
        StatementKind::ImportFrom { names, .. } => names.iter().any(|name| is(&name.place)),
        _ => false,
    })
}

fn target_stores(target: &moltc_hir::Target, is: &dyn Fn(&Place) -> bool) -> bool {
    match &target.kind {
        TargetKind::Place(place) => is(place),
        TargetKind::Unpack { before, star, after } => {
            before.iter().chain(star.as_deref()).chain(after).any(|target| target_stores(target, is))
        }
        _ => false,
    }
}
