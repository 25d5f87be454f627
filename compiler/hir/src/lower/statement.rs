//! Statements and assignment targets.

use moltc_syntax::ast::{self, Expr, Stmt};
use moltc_syntax::{Ranged, span as span_of};

use super::expression::binary_operator;
use super::{Lowerer, expression, statement};
use crate::{
    AugmentedTarget, Branch, DeleteTarget, Element, ExpressionKind, Handler, Statement, StatementKind, Target,
    TargetKind,
};

impl Lowerer<'_> {
    pub(super) fn body(&mut self, statements: &[Stmt]) -> Vec<Statement> {
        let mut lowered = Vec::with_capacity(statements.len());
        for node in statements {
            self.statement(node, &mut lowered);
        }
        lowered
    }

    fn statement(&mut self, node: &Stmt, into: &mut Vec<Statement>) {
        let span = span_of(node.range());
        let kind = match node {
            Stmt::FunctionDef(definition) => {
                into.push(self.function_definition(definition));
                return;
            }
            Stmt::ClassDef(definition) => {
                into.push(self.class_definition(definition));
                return;
            }
            Stmt::Expr(node) => {
                let value = self.expression(&node.value);
                if matches!(value.kind, ExpressionKind::Constant(_)) {
                    return;
                }
                StatementKind::Expression(value)
            }
            Stmt::Return(node) => StatementKind::Return(node.value.as_ref().map(|value| self.expression(value))),
            Stmt::Delete(node) => {
                let mut targets = Vec::new();
                node.targets.iter().for_each(|target| self.delete_target(target, &mut targets));
                StatementKind::Delete(targets)
            }
            Stmt::Assign(node) => {
                let value = self.expression(&node.value);
                let targets = node.targets.iter().map(|target| self.target(target)).collect();
                StatementKind::Assign { targets, value }
            }
            Stmt::AnnAssign(node) => return self.annotated_assignment(node, into),
            Stmt::AugAssign(node) => {
                let target = self.augmented_target(&node.target);
                let value = self.expression(&node.value);
                StatementKind::AugmentedAssign { target, operator: binary_operator(node.op), value }
            }
            Stmt::If(node) => self.if_statement(node),
            Stmt::While(node) => {
                let test = self.expression(&node.test);
                let body = self.in_block(span, |lowerer| lowerer.body(&node.body));
                StatementKind::While { test, body, orelse: self.body(&node.orelse) }
            }
            Stmt::For(node) => {
                if node.is_async {
                    self.unsupported("'async for' is", node);
                }
                let iterable = self.expression(&node.iter);
                let target = self.target(&node.target);
                let body = self.in_block(span, |lowerer| lowerer.body(&node.body));
                StatementKind::For { target, iterable, body, orelse: self.body(&node.orelse) }
            }
            Stmt::With(node) => {
                if node.is_async {
                    self.unsupported("'async with' is", node);
                }
                let lowered = self.with_items(&node.items, node);
                into.extend(lowered);
                return;
            }
            Stmt::Try(node) => {
                if node.is_star {
                    self.unsupported("'except*' is", node);
                }
                self.in_block(span, |lowerer| lowerer.try_statement(node))
            }
            Stmt::Raise(node) => StatementKind::Raise {
                exception: node.exc.as_ref().map(|exception| self.expression(exception)),
                cause: node.cause.as_ref().map(|cause| self.expression(cause)),
            },
            Stmt::Assert(node) => self.assertion(node),
            Stmt::Import(node) => {
                into.extend(self.import(node));
                return;
            }
            Stmt::ImportFrom(node) => {
                into.extend(self.import_from(node));
                return;
            }
            Stmt::Match(node) => {
                self.match_statement(node, into);
                return;
            }
            Stmt::TypeAlias(_) => return self.unsupported("'type' statements are", node),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::Pass(_) => return,
            Stmt::Break(_) => StatementKind::Break,
            Stmt::Continue(_) => StatementKind::Continue,
            Stmt::IpyEscapeCommand(_) => unreachable!("the parser's module mode has no escape commands"),
        };
        into.push(statement(kind, span));
    }

    fn if_statement(&mut self, node: &ast::StmtIf) -> StatementKind {
        let test = self.expression(&node.test);
        let mut branches = vec![Branch { test, body: self.body(&node.body) }];
        let mut orelse = Vec::new();
        for clause in &node.elif_else_clauses {
            match &clause.test {
                Some(test) => {
                    let test = self.expression(test);
                    branches.push(Branch { test, body: self.body(&clause.body) });
                }
                None => orelse = self.body(&clause.body),
            }
        }
        StatementKind::If { branches, orelse }
    }

    /// An annotation is only a hint; without a value, what is left are the subexpressions of the target, which CPython
    /// evaluates and discards.
    fn annotated_assignment(&mut self, node: &ast::StmtAnnAssign, into: &mut Vec<Statement>) {
        let span = span_of(node.range);
        if let Expr::Name(name) = node.target.as_ref()
            && node.simple
        {
            self.annotate(&name.id, &node.annotation);
        }
        if let Some(value) = &node.value {
            let value = self.expression(value);
            let targets = vec![self.target(&node.target)];
            into.push(statement(StatementKind::Assign { targets, value }, span));
            into.extend(self.note_annotation(node));
            return;
        }
        into.extend(self.note_annotation(node));
        let discarded: Vec<&Expr> = match node.target.as_ref() {
            Expr::Attribute(attribute) => vec![&attribute.value],
            Expr::Subscript(subscript) => vec![&subscript.value, &subscript.slice],
            _ => Vec::new(),
        };
        for value in discarded {
            let value = self.expression(value);
            into.push(statement(StatementKind::Expression(value), span));
        }
    }

    /// `if not test: raise AssertionError(message)`, marked at the test.
    fn assertion(&mut self, node: &ast::StmtAssert) -> StatementKind {
        let test = self.expression(&node.test);
        let span = test.span;
        let class = expression(ExpressionKind::AssertionError, span);
        let exception = match &node.msg {
            None => class,
            Some(message) => {
                let call = ExpressionKind::Call {
                    function: Box::new(class),
                    arguments: vec![Element::Item(self.expression(message))],
                    keywords: Vec::new(),
                    implicit_super: None,
                };
                expression(call, span)
            }
        };
        let raise = statement(StatementKind::Raise { exception: Some(exception), cause: None }, span);
        let test = expression(ExpressionKind::Not(Box::new(test)), span);
        StatementKind::If { branches: vec![Branch { test, body: vec![raise] }], orelse: Vec::new() }
    }

    fn with_items(&mut self, items: &[ast::WithItem], node: &ast::StmtWith) -> Vec<Statement> {
        let Some((item, rest)) = items.split_first() else { return self.body(&node.body) };
        let span = span_of(node.range);
        let context = self.expression(&item.context_expr);
        let target = item.optional_vars.as_ref().map(|target| self.target(target));
        let body = self.in_block(span, |lowerer| lowerer.with_items(rest, node));
        vec![statement(StatementKind::With { context, target, body }, span)]
    }

    fn try_statement(&mut self, node: &ast::StmtTry) -> StatementKind {
        let body = self.body(&node.body);
        let mut handlers = Vec::new();
        for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
            let exception_type = handler.type_.as_ref().map(|exception_type| self.expression(exception_type));
            let name = handler.name.as_ref().map(|name| self.place(&name.id));
            let body = self.body(&handler.body);
            handlers.push(Handler { exception_type, name, body, span: span_of(handler.range) });
        }
        let orelse = self.body(&node.orelse);
        StatementKind::Try { body, handlers, orelse, finally: self.body(&node.finalbody) }
    }

    pub(super) fn target(&mut self, node: &Expr) -> Target {
        let span = span_of(node.range());
        let kind = match node {
            Expr::Name(name) => TargetKind::Place(self.place(&name.id)),
            Expr::Attribute(attribute) => {
                let object = Box::new(self.expression(&attribute.value));
                TargetKind::Attribute { object, name: self.mangled(&attribute.attr.id) }
            }
            Expr::Subscript(subscript) => {
                let object = Box::new(self.expression(&subscript.value));
                TargetKind::Subscript { object, index: Box::new(self.expression(&subscript.slice)) }
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts),
            Expr::List(list) => self.unpack(&list.elts),
            _ => unreachable!("hir lowering: the parser lets {node:?} be a target"),
        };
        Target { kind, span }
    }

    fn unpack(&mut self, elements: &[Expr]) -> TargetKind {
        let (mut before, mut star, mut after) = (Vec::new(), None, Vec::new());
        for element in elements {
            match element {
                Expr::Starred(starred) => star = Some(Box::new(self.target(&starred.value))),
                other if star.is_none() => before.push(self.target(other)),
                other => after.push(self.target(other)),
            }
        }
        TargetKind::Unpack { before, star, after }
    }

    fn augmented_target(&mut self, node: &Expr) -> AugmentedTarget {
        let span = span_of(node.range());
        match node {
            Expr::Attribute(attribute) => {
                let object = Box::new(self.expression(&attribute.value));
                AugmentedTarget::Attribute { object, name: self.mangled(&attribute.attr.id), span }
            }
            Expr::Subscript(subscript) => {
                let object = Box::new(self.expression(&subscript.value));
                AugmentedTarget::Subscript { object, index: Box::new(self.expression(&subscript.slice)), span }
            }
            Expr::Name(name) => AugmentedTarget::Place(self.place(&name.id), span),
            _ => unreachable!("hir lowering: the parser lets {node:?} be an augmented target"),
        }
    }

    fn delete_target(&mut self, node: &Expr, into: &mut Vec<DeleteTarget>) {
        let span = span_of(node.range());
        match node {
            Expr::Name(name) => into.push(DeleteTarget::Place(self.place(&name.id), span)),
            Expr::Attribute(attribute) => {
                let object = self.expression(&attribute.value);
                into.push(DeleteTarget::Attribute { object, name: self.mangled(&attribute.attr.id), span });
            }
            Expr::Subscript(subscript) => {
                let object = self.expression(&subscript.value);
                into.push(DeleteTarget::Subscript { object, index: self.expression(&subscript.slice), span });
            }
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|element| self.delete_target(element, into)),
            Expr::List(list) => list.elts.iter().for_each(|element| self.delete_target(element, into)),
            _ => unreachable!("hir lowering: the parser lets {node:?} be deleted"),
        }
    }
}
