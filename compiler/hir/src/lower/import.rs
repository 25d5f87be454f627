//! The import statements, with relative names made absolute.

use moltc_diagnostics::{Category, Span};
use moltc_syntax::{ast, span as span_of};

use super::{Lowerer, statement};
use crate::{ImportBinding, ImportKind, ImportedName, Statement, StatementKind, StaticImport};

impl Lowerer<'_> {
    pub(super) fn import(&mut self, node: &ast::StmtImport) -> Vec<Statement> {
        let span = span_of(node.range);
        let lower_alias = |alias: &ast::Alias| {
            let module = self.mangled(&alias.name.id);
            self.add_import(module.clone(), ImportKind::Module, span_of(alias.name.range));
            let binding = match &alias.asname {
                Some(name) => ImportBinding::Leaf(self.place(&name.id)),
                None => ImportBinding::Top(self.place(alias.name.id.split('.').next().unwrap_or_default())),
            };
            statement(StatementKind::Import { module, binding }, span)
        };
        node.names.iter().map(lower_alias).collect()
    }

    pub(super) fn import_from(&mut self, node: &ast::StmtImportFrom) -> Option<Statement> {
        let span = span_of(node.range);
        let named = node.module.as_ref().map(|module| module.id.as_str());
        let Some(module) = self.absolute_module(node.level, named) else {
            let message = match self.package_name() {
                None => "attempted relative import with no known parent package",
                Some(_) => "attempted relative import beyond top-level package",
            };
            self.error(Category::Import, message, span);
            return None;
        };
        let module_span = node.module.as_ref().map_or(span, |name| span_of(name.range));
        self.add_import(module.clone(), ImportKind::Module, module_span);
        if node.names.iter().any(|alias| alias.name.as_str() == "*") {
            self.has_star_import = true;
            return Some(statement(StatementKind::ImportStar { module }, span));
        }
        let mut names = Vec::new();
        for alias in &node.names {
            let name = self.mangled(&alias.name.id);
            if module != "__future__" {
                self.add_import(format!("{module}.{name}"), ImportKind::PerhapsSubmodule, span_of(alias.name.range));
            }
            let place = self.place(&alias.asname.as_ref().unwrap_or(&alias.name).id);
            names.push(ImportedName { name, place, span: span_of(alias.range) });
        }
        Some(statement(StatementKind::ImportFrom { module, names }, span))
    }

    /// `__package__`; `None` for a top-level module.
    fn package_name(&self) -> Option<&str> {
        if self.package {
            return Some(self.module_name);
        }
        self.module_name.rsplit_once('.').map(|(parent, _)| parent)
    }

    fn absolute_module(&self, level: u32, module: Option<&str>) -> Option<String> {
        if level == 0 {
            return module.map(str::to_owned);
        }
        let mut base = self.package_name()?;
        for _ in 1..level {
            base = base.rsplit_once('.')?.0;
        }
        Some(match module {
            Some(module) => format!("{base}.{module}"),
            None => base.to_owned(),
        })
    }

    fn add_import(&mut self, module: String, kind: ImportKind, span: Span) {
        match self.imports.iter_mut().find(|import| import.module == module) {
            Some(import) => {
                if kind == ImportKind::Module {
                    import.kind = kind;
                }
            }
            None => self.imports.push(StaticImport { module, kind, span }),
        }
    }
}
