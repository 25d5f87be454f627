//! Statements, by kind, with the plain control flow.

use std::collections::BTreeSet;

use moltc_hir::{Branch, Expression, LocalId, Statement, StatementKind, Target};
use moltc_ir::BlockCall;

use crate::exits::Exit;
use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// A suite, up to the first statement that cannot be reached.
    pub(crate) fn statements(&mut self, statements: &'a [Statement]) {
        for statement in statements {
            if self.builder.is_terminated() {
                return;
            }
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        let span = statement.span;
        match &statement.kind {
            StatementKind::Expression(expression) => {
                self.expression(expression);
            }
            StatementKind::Assign { targets, value } => self.assignment(targets, value),
            StatementKind::AugmentedAssign { target, operator, value } => {
                self.augmented_assignment(target, *operator, value, span);
            }
            StatementKind::Delete(targets) => targets.iter().for_each(|target| self.delete_target(target)),
            StatementKind::Return(value) => {
                let value = match value {
                    Some(value) => self.expression(value),
                    None => self.none(),
                };
                self.at(span);
                self.leave_function(value);
            }
            StatementKind::Raise { exception, cause } => self.raise(exception.as_ref(), cause.as_ref(), span),
            StatementKind::If { branches, orelse } => self.if_statement(branches, orelse),
            StatementKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            StatementKind::For { target, iterable, body, orelse } => self.for_loop(target, iterable, body, orelse),
            StatementKind::Break => self.leave_to_loop(false),
            StatementKind::Continue => self.leave_to_loop(true),
            StatementKind::Try { body, handlers, orelse, finally } => {
                self.try_statement(body, handlers, orelse, finally);
            }
            StatementKind::With { context, target, body } => self.with_statement(context, target.as_ref(), body),
            StatementKind::Import { module, binding } => self.import(module, binding, span),
            StatementKind::ImportFrom { module, names } => self.import_from(module, names, span),
            StatementKind::ImportStar { module } => self.import_star(module, span),
        }
    }

    fn if_statement(&mut self, branches: &'a [Branch], orelse: &'a [Statement]) {
        let end = self.builder.create_block();
        let mut ways = Ways::default();
        for branch in branches {
            let (then, otherwise) = (self.builder.create_block(), self.builder.create_block());
            self.condition(&branch.test, then, otherwise);
            let certain = self.bound.clone();
            self.builder.switch_to(then);
            self.statements(&branch.body);
            ways.add(self);
            self.builder.jump(end, &[]);
            self.bound = certain;
            self.builder.switch_to(otherwise);
        }
        self.statements(orelse);
        ways.add(self);
        self.builder.jump(end, &[]);
        ways.join(self);
        self.builder.switch_to(end);
    }

    fn while_loop(&mut self, test: &'a Expression, body: &'a [Statement], orelse: &'a [Statement]) {
        let (header, inside) = (self.builder.create_block(), self.builder.create_block());
        let (exhausted, end) = (self.builder.create_block(), self.builder.create_block());
        self.builder.jump(header, &[]);
        self.builder.switch_to(header);
        self.at(test.span);
        self.safe_point();
        self.condition(test, inside, exhausted);
        let certain = self.bound.clone();
        self.builder.switch_to(inside);
        self.exits.push(Exit::Loop { iterator: None, leave: end, again: header });
        self.statements(body);
        self.exits.pop();
        self.builder.jump(header, &[]);
        self.bound.clone_from(&certain);
        self.builder.switch_to(exhausted);
        self.statements(orelse);
        self.builder.jump(end, &[]);
        self.bound = certain;
        self.builder.switch_to(end);
    }

    fn for_loop(
        &mut self,
        target: &'a Target,
        iterable: &'a Expression,
        body: &'a [Statement],
        orelse: &'a [Statement],
    ) {
        let operand = self.iterable(iterable);
        self.at(iterable.span);
        let iterator = self.builder.iterate(operand);
        let (header, inside) = (self.builder.create_block(), self.builder.create_block());
        let (exhausted, end) = (self.builder.create_block(), self.builder.create_block());
        self.builder.jump(header, &[]);
        self.builder.switch_to(header);
        self.at(iterable.span);
        self.safe_point();
        let item = self.builder.next(iterator);
        let finished = self.builder.is_unbound(item);
        self.builder.branch(finished, BlockCall::new(exhausted), BlockCall::new(inside));
        let certain = self.bound.clone();
        self.builder.switch_to(inside);
        self.exits.push(Exit::Loop { iterator: Some(iterator), leave: end, again: header });
        self.assign(target, item);
        self.statements(body);
        self.exits.pop();
        self.builder.jump(header, &[]);
        self.bound.clone_from(&certain);
        self.builder.switch_to(exhausted);
        self.statements(orelse);
        self.builder.jump(end, &[]);
        self.bound = certain;
        self.builder.switch_to(end);
    }
}

/// What is bound on the several ways to one point.
#[derive(Default)]
pub(crate) struct Ways {
    common: Option<BTreeSet<LocalId>>,
}

impl Ways {
    /// Notes what is bound now, if the current point leads on.
    pub(crate) fn add(&mut self, unit: &Unit<'_>) {
        if unit.builder.is_terminated() {
            return;
        }
        self.common = Some(match self.common.take() {
            None => unit.bound.clone(),
            Some(common) => common.intersection(&unit.bound).copied().collect(),
        });
    }

    /// Goes on with what is bound on all ways.
    pub(crate) fn join(self, unit: &mut Unit<'_>) {
        if let Some(common) = self.common {
            unit.bound = common;
        }
    }
}
