//! Function objects: `def`, `lambda`, and the units behind classes and generator expressions.

use moltc_diagnostics::Span;
use moltc_hir::{Capture, Expression, FunctionId};
use moltc_ir::{Constant, Value};

use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// Makes a function object: defaults, keyword defaults, then the captured cells.
    pub(crate) fn make_function(
        &mut self,
        function: FunctionId,
        defaults: &'a [Expression],
        keyword_defaults: &'a [(String, Expression)],
        span: Span,
    ) -> Value {
        let defaults = if self.hir.function(function).sees_class {
            let cell = self.namespace_cell.expect("the class body's prologue has made the cell");
            let mut values = vec![self.builder.local_get(cell)];
            values.extend(self.expressions(defaults));
            self.at(span);
            self.builder.make_tuple(&values)
        } else {
            self.defaults_tuple(defaults, span)
        };
        let keyword_defaults = self.keyword_defaults_dict(keyword_defaults, span);
        self.at(span);
        let unit = self.hir.function(function);
        let mut cells = Vec::with_capacity(unit.free_variables.len());
        for free in &unit.free_variables {
            cells.push(match free.source {
                Capture::Cell(local) => self.builder.local_get(self.slots[local.index()]),
                Capture::Free(free) => self.builder.closure_cell(free.0),
            });
        }
        self.builder.make_function(moltc_ir::FunctionId(function.0), defaults, keyword_defaults, &cells)
    }

    fn defaults_tuple(&mut self, defaults: &'a [Expression], span: Span) -> Value {
        if defaults.is_empty() {
            return self.builder.unbound();
        }
        let constants: Option<Vec<_>> = defaults.iter().map(|default| self.constant_expression(default)).collect();
        if let Some(constants) = constants {
            return self.pooled(Constant::Tuple(constants));
        }
        let values = self.expressions(defaults);
        self.at(span);
        self.builder.make_tuple(&values)
    }

    fn keyword_defaults_dict(&mut self, defaults: &'a [(String, Expression)], span: Span) -> Value {
        if defaults.is_empty() {
            return self.builder.unbound();
        }
        let mut entries = Vec::with_capacity(2 * defaults.len());
        for (name, default) in defaults {
            let name = self.string(name);
            entries.extend([name, self.expression(default)]);
        }
        self.at(span);
        self.builder.make_dict(&entries)
    }
}
