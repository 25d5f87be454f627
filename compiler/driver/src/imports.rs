//! Which modules a module imports, and whether they exist.
//!
//! An import is *guarded* if an `except` clause around it catches `ImportError`: such a module may be missing.

use moltc_diagnostics::{Category, Diagnostic, Span};
use moltc_hir::{
    AugmentedTarget, Constant, Element, Expression, ExpressionKind, Handler, Module, Place, Statement, StatementKind,
    Target, TargetKind,
};

/// Modules that the runtime provides by itself.
pub(crate) use molt_abi::descriptions::NATIVE_MODULES;

/// An import statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The module, absolute.
    pub(crate) module: String,
    /// Names taken from it, which may be submodules.
    pub(crate) names: Vec<String>,
    /// Where it stands.
    pub(crate) span: Span,
    /// Whether it may fail.
    pub(crate) guarded: bool,
    /// Whether it takes every public name (`*`), which may include the submodules that `__all__` names.
    pub(crate) star: bool,
}

impl Import {
    /// The module and the packages around it, outermost first.
    pub(crate) fn chain(&self) -> impl Iterator<Item = &str> {
        let ends = self.module.match_indices('.').map(|(index, _)| index).chain([self.module.len()]);
        ends.map(|end| &self.module[..end])
    }

    /// Whether it needs to know what is in this module: one that it names, or a submodule that it may take.
    pub(crate) fn reads(&self, module: &str) -> bool {
        let submodule = module.strip_prefix(&self.module).and_then(|rest| rest.strip_prefix('.'));
        self.chain().any(|named| named == module)
            || submodule.is_some_and(|name| self.star || self.names.iter().any(|taken| taken == name))
    }
}

/// The imports of a module, in source order within each code unit.
pub(crate) fn imports(module: &Module) -> Vec<Import> {
    let mut found = Vec::new();
    for function in &module.functions {
        collect(module, &function.body, false, &mut found);
    }
    found
}

fn collect(module: &Module, suite: &[Statement], guarded: bool, found: &mut Vec<Import>) {
    for statement in suite {
        let mut import = |name: &str, names: Vec<String>, star: bool| {
            found.push(Import { module: name.to_owned(), names, span: statement.span, guarded, star });
        };
        match &statement.kind {
            StatementKind::Import { module: name, .. } => import(name, Vec::new(), false),
            StatementKind::ImportStar { module: name } => import(name, Vec::new(), true),
            StatementKind::ImportFrom { module: name, names } => {
                import(name, names.iter().map(|imported| imported.name.clone()).collect(), false);
            }
            StatementKind::If { branches, orelse } => {
                for branch in branches {
                    collect(module, &branch.body, guarded, found);
                }
                collect(module, orelse, guarded, found);
            }
            StatementKind::While { body, orelse, .. } | StatementKind::For { body, orelse, .. } => {
                collect(module, body, guarded, found);
                collect(module, orelse, guarded, found);
            }
            StatementKind::With { body, .. } => collect(module, body, guarded, found),
            StatementKind::Try { body, handlers, orelse, finally } => {
                let catches = handlers.iter().any(|handler| catches_import_error(module, handler));
                collect(module, body, guarded || catches, found);
                for handler in handlers {
                    collect(module, &handler.body, guarded, found);
                }
                collect(module, orelse, guarded, found);
                collect(module, finally, guarded, found);
            }
            _ => {}
        }
    }
}

/// The strings that a module's top level stores in `__all__`, as far as they are written down.
pub(crate) fn listed_names(module: &Module) -> Vec<String> {
    let is_all = |place: &Place| matches!(place, Place::Global(global) if module.global_name(*global) == "__all__");
    let mut names = Vec::new();
    for statement in &module.function(Module::BODY).body {
        let value = match &statement.kind {
            StatementKind::Assign { targets, value } => {
                let stores = |target: &Target| matches!(&target.kind, TargetKind::Place(place) if is_all(place));
                targets.iter().any(stores).then_some(value)
            }
            StatementKind::AugmentedAssign { target: AugmentedTarget::Place(place, _), value, .. } => {
                is_all(place).then_some(value)
            }
            _ => None,
        };
        let Some(ExpressionKind::List(items) | ExpressionKind::Tuple(items)) = value.map(|value| &value.kind) else {
            continue;
        };
        names.extend(items.iter().filter_map(|item| match item {
            Element::Item(Expression { kind: ExpressionKind::Constant(Constant::String(text)), .. }) => {
                text.as_str().map(str::to_owned)
            }
            _ => None,
        }));
    }
    names
}

fn catches_import_error(module: &Module, handler: &Handler) -> bool {
    let Some(pattern) = &handler.exception_type else { return true };
    let named = |expression: &Expression| match &expression.kind {
        ExpressionKind::Load(place) => {
            let name = match place {
                Place::Global(global) => module.global_name(*global),
                Place::Class(name) => &name.name,
                _ => "",
            };
            matches!(name, "ImportError" | "ModuleNotFoundError" | "Exception" | "BaseException")
        }
        _ => false,
    };
    match &pattern.kind {
        ExpressionKind::Tuple(elements) => elements.iter().any(|element| match element {
            Element::Item(item) => named(item),
            Element::Star(_) => false,
        }),
        _ => named(pattern),
    }
}

/// Reports the imports of modules that do not exist. `label` knows what to depend on for a module that is known but not
/// declared.
pub(crate) fn check(
    imports: &[Import],
    exists: impl Fn(&str) -> bool,
    label: impl Fn(&str) -> Option<String>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for import in imports.iter().filter(|import| !import.guarded) {
        let Some(missing) = import.chain().find(|name| !exists(name)) else { continue };
        let named = import.names.iter().find_map(|name| label(&format!("{}.{name}", import.module)));
        diagnostics.push(match label(&import.module).or_else(|| label(missing)).or(named) {
            Some(label) => Diagnostic::error(
                Category::Import,
                format!("module {:?} is not among the dependencies", import.module),
                import.span,
            )
            .with_help(format!("add {label:?} to deps")),
            None => Diagnostic::error(Category::Import, format!("no module named {missing:?}"), import.span),
        });
    }
    diagnostics
}

#[cfg(test)]
mod tests;
