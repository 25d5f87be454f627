//! The annotations that Python keeps: those of parameters and results, and those of simple names in modules and classes.

use moltc_syntax::ast::{self, Expr, Stmt};

/// An annotated name of a module or class body.
pub struct AnnotatedName<'a> {
    /// The statement.
    pub statement: &'a ast::StmtAnnAssign,
    /// The name.
    pub name: &'a ast::ExprName,
    /// Whether a statement around it decides if it is run.
    pub is_conditional: bool,
}

/// The annotated names of a body, in source order; those of inner functions and classes are not among them.
pub fn annotated_names(body: &[Stmt]) -> Vec<AnnotatedName<'_>> {
    let mut found = Vec::new();
    collect(body, false, &mut found);
    found
}

fn collect<'a>(body: &'a [Stmt], is_conditional: bool, found: &mut Vec<AnnotatedName<'a>>) {
    for statement in body {
        match statement {
            Stmt::AnnAssign(node) if node.simple => {
                if let Expr::Name(name) = node.target.as_ref() {
                    found.push(AnnotatedName { statement: node, name, is_conditional });
                }
            }
            Stmt::If(node) => {
                collect(&node.body, true, found);
                node.elif_else_clauses.iter().for_each(|clause| collect(&clause.body, true, found));
            }
            Stmt::For(node) => {
                collect(&node.body, true, found);
                collect(&node.orelse, true, found);
            }
            Stmt::While(node) => {
                collect(&node.body, true, found);
                collect(&node.orelse, true, found);
            }
            Stmt::With(node) => collect(&node.body, true, found),
            Stmt::Try(node) => {
                collect(&node.body, true, found);
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    collect(&handler.body, true, found);
                }
                collect(&node.orelse, true, found);
                collect(&node.finalbody, true, found);
            }
            Stmt::Match(node) => node.cases.iter().for_each(|case| collect(&case.body, true, found)),
            _ => {}
        }
    }
}

/// The annotations of a function, by name in CPython's order; that of the result is called `return`.
pub fn function_annotations(definition: &ast::StmtFunctionDef) -> Vec<(&str, &Expr)> {
    let parameters = &definition.parameters;
    let positional = parameters.args.iter().chain(&parameters.posonlyargs).map(|parameter| &parameter.parameter);
    let keyword_only = parameters.kwonlyargs.iter().map(|parameter| &parameter.parameter);
    let mut found: Vec<(&str, &Expr)> = positional
        .chain(parameters.vararg.as_deref())
        .chain(keyword_only)
        .chain(parameters.kwarg.as_deref())
        .filter_map(|parameter| Some((parameter.name.id.as_str(), parameter.annotation.as_deref()?)))
        .collect();
    found.extend(definition.returns.as_deref().map(|returns| ("return", returns)));
    found
}
