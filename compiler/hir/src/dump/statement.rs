//! Statements and targets in text.

use std::fmt::{self, Formatter};

use super::Dump;
use crate::{AugmentedTarget, DeleteTarget, Expression, ImportBinding, Statement, StatementKind, Target, TargetKind};

impl Dump<'_> {
    /// A suite, one statement per line.
    pub(super) fn body(self, formatter: &mut Formatter<'_>, body: &[Statement], depth: usize) -> fmt::Result {
        if body.is_empty() {
            indent(formatter, depth)?;
            return writeln!(formatter, "pass");
        }
        body.iter().try_for_each(|statement| self.statement(formatter, statement, depth))
    }

    fn statement(self, formatter: &mut Formatter<'_>, statement: &Statement, depth: usize) -> fmt::Result {
        indent(formatter, depth)?;
        match &statement.kind {
            StatementKind::If { branches, orelse } => {
                for (index, branch) in branches.iter().enumerate() {
                    if index > 0 {
                        indent(formatter, depth)?;
                    }
                    self.head(formatter, if index == 0 { "if" } else { "elif" }, &branch.test)?;
                    self.body(formatter, &branch.body, depth + 1)?;
                }
                self.suite(formatter, "else", orelse, depth)
            }
            StatementKind::While { test, body, orelse } => {
                self.head(formatter, "while", test)?;
                self.body(formatter, body, depth + 1)?;
                self.suite(formatter, "else", orelse, depth)
            }
            StatementKind::For { target, iterable, body, orelse } => {
                write!(formatter, "for ")?;
                self.target(formatter, target)?;
                self.head(formatter, " in", iterable)?;
                self.body(formatter, body, depth + 1)?;
                self.suite(formatter, "else", orelse, depth)
            }
            StatementKind::Try { body, handlers, orelse, finally } => {
                writeln!(formatter, "try:")?;
                self.body(formatter, body, depth + 1)?;
                for handler in handlers {
                    indent(formatter, depth)?;
                    write!(formatter, "except")?;
                    if let Some(exception_type) = &handler.exception_type {
                        write!(formatter, " ")?;
                        self.expression(formatter, exception_type)?;
                    }
                    if let Some(name) = &handler.name {
                        write!(formatter, " as ")?;
                        self.place(formatter, name)?;
                    }
                    writeln!(formatter, ":")?;
                    self.body(formatter, &handler.body, depth + 1)?;
                }
                self.suite(formatter, "else", orelse, depth)?;
                self.suite(formatter, "finally", finally, depth)
            }
            StatementKind::With { context, target, body } => {
                write!(formatter, "with ")?;
                self.expression(formatter, context)?;
                if let Some(target) = target {
                    write!(formatter, " as ")?;
                    self.target(formatter, target)?;
                }
                writeln!(formatter, ":")?;
                self.body(formatter, body, depth + 1)
            }
            simple => {
                self.simple_statement(formatter, simple)?;
                writeln!(formatter)
            }
        }
    }

    /// A statement without suites, on one line.
    pub(super) fn simple_statement(self, formatter: &mut Formatter<'_>, kind: &StatementKind) -> fmt::Result {
        match kind {
            StatementKind::Expression(value) => self.expression(formatter, value),
            StatementKind::Assign { targets, value } => {
                for target in targets {
                    self.target(formatter, target)?;
                    write!(formatter, " = ")?;
                }
                self.expression(formatter, value)
            }
            StatementKind::AugmentedAssign { target, operator, value } => {
                match target {
                    AugmentedTarget::Place(place, _) => self.place(formatter, place)?,
                    AugmentedTarget::Attribute { object, name, .. } => self.attribute(formatter, object, name)?,
                    AugmentedTarget::Subscript { object, index, .. } => self.subscript(formatter, object, index)?,
                }
                write!(formatter, " {}= ", operator.symbol())?;
                self.expression(formatter, value)
            }
            StatementKind::Delete(targets) => {
                write!(formatter, "del ")?;
                self.separated(formatter, targets, |formatter, target| match target {
                    DeleteTarget::Place(place, _) => self.place(formatter, place),
                    DeleteTarget::Attribute { object, name, .. } => self.attribute(formatter, object, name),
                    DeleteTarget::Subscript { object, index, .. } => self.subscript(formatter, object, index),
                })
            }
            StatementKind::Return(value) => {
                write!(formatter, "return")?;
                self.after_space(formatter, value.as_ref())
            }
            StatementKind::Raise { exception, cause } => {
                write!(formatter, "raise")?;
                self.after_space(formatter, exception.as_ref())?;
                if let Some(cause) = cause {
                    write!(formatter, " from ")?;
                    self.expression(formatter, cause)?;
                }
                Ok(())
            }
            StatementKind::Break => write!(formatter, "break"),
            StatementKind::Continue => write!(formatter, "continue"),
            StatementKind::Import { module, binding } => {
                let (word, place) = match binding {
                    ImportBinding::Top(place) => ("top", place),
                    ImportBinding::Leaf(place) => ("leaf", place),
                };
                write!(formatter, "import {module} {word} as ")?;
                self.place(formatter, place)
            }
            StatementKind::ImportFrom { module, names } => {
                write!(formatter, "from {module} import ")?;
                self.separated(formatter, names, |formatter, name| {
                    write!(formatter, "{} as ", name.name)?;
                    self.place(formatter, &name.place)
                })
            }
            StatementKind::ImportStar { module } => write!(formatter, "from {module} import *"),
            _ => unreachable!("statements with suites are printed elsewhere"),
        }
    }

    fn head(self, formatter: &mut Formatter<'_>, word: &str, test: &Expression) -> fmt::Result {
        write!(formatter, "{word} ")?;
        self.expression(formatter, test)?;
        writeln!(formatter, ":")
    }

    /// An optional clause such as `else`.
    fn suite(self, formatter: &mut Formatter<'_>, word: &str, body: &[Statement], depth: usize) -> fmt::Result {
        if body.is_empty() {
            return Ok(());
        }
        indent(formatter, depth)?;
        writeln!(formatter, "{word}:")?;
        self.body(formatter, body, depth + 1)
    }

    fn after_space(self, formatter: &mut Formatter<'_>, value: Option<&Expression>) -> fmt::Result {
        let Some(value) = value else { return Ok(()) };
        write!(formatter, " ")?;
        self.expression(formatter, value)
    }

    pub(super) fn target(self, formatter: &mut Formatter<'_>, target: &Target) -> fmt::Result {
        match &target.kind {
            TargetKind::Place(place) => self.place(formatter, place),
            TargetKind::Attribute { object, name } => self.attribute(formatter, object, name),
            TargetKind::Subscript { object, index } => self.subscript(formatter, object, index),
            TargetKind::Unpack { before, star, after } => {
                write!(formatter, "(")?;
                for target in before {
                    self.target(formatter, target)?;
                    write!(formatter, ", ")?;
                }
                if let Some(star) = star {
                    write!(formatter, "*")?;
                    self.target(formatter, star)?;
                    write!(formatter, ", ")?;
                }
                for target in after {
                    self.target(formatter, target)?;
                    write!(formatter, ", ")?;
                }
                write!(formatter, ")")
            }
        }
    }
}

fn indent(formatter: &mut Formatter<'_>, depth: usize) -> fmt::Result {
    write!(formatter, "{:1$}", "", depth * 4)
}
