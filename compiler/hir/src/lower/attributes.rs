//! `__static_attributes__`: the names that a class's methods assign to `self`.

use std::collections::BTreeSet;

use moltc_syntax::ast::visitor::{self, Visitor};
use moltc_syntax::ast::{Expr, ExprContext, Stmt};

/// Attributes stored to a variable called `self` in any function inside a class body, inner classes excepted. Augmented
/// assignments do not count, as in CPython.
pub(super) fn static_attributes(body: &[Stmt]) -> BTreeSet<String> {
    let mut collector = Collector { names: BTreeSet::new(), functions: 0 };
    collector.visit_body(body);
    collector.names
}

struct Collector {
    names: BTreeSet<String>,
    /// Functions open around the walk: stores directly in the class body do not count.
    functions: u32,
}

impl<'a> Visitor<'a> for Collector {
    fn visit_annotation(&mut self, _annotation: &'a Expr) {}

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::ClassDef(_) => {}
            Stmt::FunctionDef(_) => {
                self.functions += 1;
                visitor::walk_stmt(self, statement);
                self.functions -= 1;
            }
            Stmt::AugAssign(assignment) => self.visit_expr(&assignment.value),
            Stmt::AnnAssign(assignment) if assignment.value.is_none() => {}
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        let is_function = matches!(expression, Expr::Lambda(_) | Expr::Generator(_));
        self.functions += u32::from(is_function);
        if let Expr::Attribute(attribute) = expression
            && self.functions > 0
            && attribute.ctx == ExprContext::Store
            && matches!(attribute.value.as_ref(), Expr::Name(name) if name.id == "self")
        {
            self.names.insert(attribute.attr.to_string());
        }
        visitor::walk_expr(self, expression);
        self.functions -= u32::from(is_function);
    }
}
