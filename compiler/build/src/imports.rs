//! Import statements. Names are absolute already.

use moltc_diagnostics::Span;
use moltc_hir::{ImportBinding, ImportedName};
use moltc_ir::Intrinsic;

use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// `import a.b.c [as d]`
    pub(crate) fn import(&mut self, module: &'a str, binding: &'a ImportBinding, span: Span) {
        self.at(span);
        let name = self.string(module);
        let (intrinsic, place) = match binding {
            ImportBinding::Top(place) => (Intrinsic::import_root, place),
            ImportBinding::Leaf(place) => (Intrinsic::import_module, place),
        };
        let value = self.intrinsic(intrinsic, [], &[name]);
        self.store(place, value, span);
    }

    /// `from module import names`
    pub(crate) fn import_from(&mut self, module: &'a str, names: &'a [ImportedName], span: Span) {
        self.at(span);
        let name = self.string(module);
        let module = self.intrinsic(Intrinsic::import_module, [], &[name]);
        for imported in names {
            self.at(span);
            let name = self.string(&imported.name);
            let value = self.intrinsic(Intrinsic::import_from, [], &[module, name]);
            self.store(&imported.place, value, span);
        }
    }

    /// `from module import *`
    pub(crate) fn import_star(&mut self, module: &'a str, span: Span) {
        self.at(span);
        let name = self.string(module);
        let module = self.intrinsic(Intrinsic::import_module, [], &[name]);
        self.command(Intrinsic::import_star, &[module]);
    }
}
