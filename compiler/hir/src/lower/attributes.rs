//! `__static_attributes__`: the names that a class's methods assign to `self`.

use moltc_syntax::ast::visitor::{self, Visitor};
use moltc_syntax::ast::{Expr, ExprContext, Stmt};

/// Attributes stored to a variable called `self` in any function inside a class body, inner classes excepted. Augmented
/// assignments do not count, as in CPython. In the order in which instances get them, as far as that can be told:
/// `__init__` first, then the other methods as they stand.
pub(super) fn static_attributes(body: &[Stmt]) -> Vec<String> {
    let mut collector = Collector { names: Vec::new(), functions: 0 };
    let is_initializer =
        |statement: &&Stmt| matches!(statement, Stmt::FunctionDef(function) if function.name == *"__init__");
    body.iter().filter(is_initializer).for_each(|initializer| collector.visit_stmt(initializer));
    collector.visit_body(body);
    collector.names
}

struct Collector {
    names: Vec<String>,
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
            let name = attribute.attr.to_string();
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
        visitor::walk_expr(self, expression);
        self.functions -= u32::from(is_function);
    }
}
