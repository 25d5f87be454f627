//! `match`, as a chain of tests.
//!
//! The subject and every value taken out of it are held in hidden locals. A pattern becomes an expression that is true if
//! the pattern matches; names are bound only after all of a case's pattern has matched, before its guard runs, as in
//! CPython.

use moltc_diagnostics::Span;
use moltc_syntax::ast::{self, Pattern, Singleton};
use moltc_syntax::{Ranged, span as span_of};

use super::{Lowerer, constant, expression, load, statement};
use crate::{
    BinaryOperator, BooleanOperator, Branch, Comparison, Constant, Element, Expression, ExpressionKind, Integer,
    LocalId, PatternOperation, Place, Statement, StatementKind, Target, TargetKind,
};

/// Names that a pattern captures, each with the hidden local that holds the value.
type Captures = Vec<(String, LocalId)>;

/// The hidden locals of one `match`. Cases follow one another, so each starts again with the first.
#[derive(Default)]
pub(super) struct PatternLocals {
    locals: Vec<LocalId>,
    used: usize,
}

impl Lowerer<'_> {
    pub(super) fn match_statement(&mut self, node: &ast::StmtMatch, into: &mut Vec<Statement>) {
        let value = self.expression(&node.subject);
        let subject_span = value.span;
        let outer = std::mem::take(&mut self.pattern_locals);
        let subject = self.scopes.add_hidden(self.unit.id, ".subject");
        into.push(store(subject, value));
        // Per case: its test, the statements that bind its names, its suite.
        let mut cases = Vec::new();
        let mut last = (Vec::new(), Vec::new());
        for case in &node.cases {
            let span = span_of(case.pattern.range());
            self.pattern_locals.used = 0;
            let mut captures = Captures::new();
            let mut tests = Vec::new();
            self.pattern(&case.pattern, subject, &mut tests, &mut captures);
            let mut binds = self.bind_captures(captures, span);
            let guard = case.guard.as_ref().map(|guard| self.expression(guard));
            if guard.is_some() && !binds.is_empty() {
                tests.push(block(std::mem::take(&mut binds), span));
            }
            tests.extend(guard);
            let locals = std::mem::take(&mut self.pattern_locals);
            let body = self.body(&case.body);
            self.pattern_locals = locals;
            if tests.is_empty() {
                last = (binds, body);
                break;
            }
            cases.push((conjunction(tests, span), binds, body));
        }
        // Nothing keeps the subject and its parts alive once a case has been chosen.
        let locals = std::mem::replace(&mut self.pattern_locals, outer);
        let release = || {
            let target = |local| Target { kind: TargetKind::Place(Place::Local(local)), span: subject_span };
            let targets = std::iter::once(subject).chain(locals.locals.iter().copied()).map(target).collect();
            let value = constant(Constant::None, subject_span);
            statement(StatementKind::Assign { targets, value }, subject_span)
        };
        let suite = |mut binds: Vec<Statement>, body: Vec<Statement>| {
            binds.push(release());
            binds.extend(body);
            binds
        };
        let orelse = suite(last.0, last.1);
        if cases.is_empty() {
            into.extend(orelse);
            return;
        }
        let branches = cases.into_iter().map(|(test, binds, body)| Branch { test, body: suite(binds, body) }).collect();
        into.push(statement(StatementKind::If { branches, orelse }, span_of(node.range)));
    }

    /// A hidden local for a part of the subject.
    fn part(&mut self) -> LocalId {
        let PatternLocals { locals, used } = &mut self.pattern_locals;
        if *used == locals.len() {
            locals.push(self.scopes.add_hidden(self.unit.id, ".part"));
        }
        *used += 1;
        locals[*used - 1]
    }

    fn bind_captures(&mut self, captures: Captures, span: Span) -> Vec<Statement> {
        let bind = |(name, local): (String, LocalId)| {
            let targets = vec![Target { kind: TargetKind::Place(self.place(&name)), span }];
            let value = load(Place::Local(local), span);
            statement(StatementKind::Assign { targets, value }, span)
        };
        captures.into_iter().map(bind).collect()
    }

    /// Appends the tests that say whether the value in `subject` matches.
    fn pattern(&mut self, pattern: &Pattern, subject: LocalId, tests: &mut Vec<Expression>, captures: &mut Captures) {
        let span = span_of(pattern.range());
        let value = || load(Place::Local(subject), span);
        match pattern {
            Pattern::MatchValue(node) => {
                let operand = self.expression(&node.value);
                tests.push(compare(value(), Comparison::Equal, operand));
            }
            Pattern::MatchSingleton(node) => {
                let singleton = match node.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::Boolean(true),
                    Singleton::False => Constant::Boolean(false),
                };
                tests.push(compare(value(), Comparison::Is, constant(singleton, span)));
            }
            Pattern::MatchAs(node) => {
                if let Some(inner) = &node.pattern {
                    self.pattern(inner, subject, tests, captures);
                }
                if let Some(name) = &node.name {
                    captures.push((name.id.to_string(), subject));
                }
            }
            Pattern::MatchStar(_) => unreachable!("sequence patterns handle their star"),
            Pattern::MatchOr(node) => self.alternatives(node, subject, tests, captures),
            Pattern::MatchSequence(node) => self.sequence(node, subject, tests, captures),
            Pattern::MatchMapping(node) => self.mapping(node, subject, tests, captures),
            Pattern::MatchClass(node) => {
                let class = self.expression(&node.cls);
                let positional = node.arguments.patterns.len() as u32;
                let keywords = node.arguments.keywords.iter().map(|keyword| keyword.attr.id.to_string()).collect();
                let operation = PatternOperation::Class { subject: value(), class, positional, keywords };
                let patterns: Vec<&Pattern> = node
                    .arguments
                    .patterns
                    .iter()
                    .chain(node.arguments.keywords.iter().map(|keyword| &keyword.pattern))
                    .collect();
                self.extracted(operation, &patterns, span, tests, captures);
            }
        }
    }

    /// Tests that an operation yields a tuple, then matches its items.
    fn extracted(
        &mut self,
        operation: PatternOperation,
        patterns: &[&Pattern],
        span: Span,
        tests: &mut Vec<Expression>,
        captures: &mut Captures,
    ) {
        let values = self.part();
        let operation = expression(ExpressionKind::Pattern(Box::new(operation)), span);
        let assigned = ExpressionKind::Assign { place: Place::Local(values), value: Box::new(operation) };
        tests.push(compare(expression(assigned, span), Comparison::IsNot, constant(Constant::None, span)));
        if !patterns.is_empty() {
            self.unpacked(values, patterns, None, span, tests, captures);
        }
    }

    /// Unpacks the value in `source` into hidden locals and matches each. `star` is the index of a starred pattern.
    fn unpacked(
        &mut self,
        source: LocalId,
        patterns: &[&Pattern],
        star: Option<usize>,
        span: Span,
        tests: &mut Vec<Expression>,
        captures: &mut Captures,
    ) {
        let locals: Vec<LocalId> = patterns.iter().map(|_| self.part()).collect();
        let target = |local: &LocalId| Target { kind: TargetKind::Place(Place::Local(*local)), span };
        let (before, after) = locals.split_at(star.unwrap_or(locals.len()));
        let kind = TargetKind::Unpack {
            before: before.iter().map(target).collect(),
            star: after.first().map(|local| Box::new(target(local))),
            after: after.iter().skip(1).map(target).collect(),
        };
        let value = load(Place::Local(source), span);
        let assign = StatementKind::Assign { targets: vec![Target { kind, span }], value };
        tests.push(block(vec![statement(assign, span)], span));
        for (pattern, local) in patterns.iter().zip(locals) {
            match pattern {
                Pattern::MatchStar(star) => {
                    captures.extend(star.name.as_ref().map(|name| (name.id.to_string(), local)));
                }
                _ => self.pattern(pattern, local, tests, captures),
            }
        }
    }

    fn sequence(
        &mut self,
        node: &ast::PatternMatchSequence,
        subject: LocalId,
        tests: &mut Vec<Expression>,
        captures: &mut Captures,
    ) {
        let span = span_of(node.range);
        let value = || load(Place::Local(subject), span);
        let operation = |operation| expression(ExpressionKind::Pattern(Box::new(operation)), span);
        tests.push(operation(PatternOperation::IsSequence(value())));
        let star = node.patterns.iter().position(|pattern| matches!(pattern, Pattern::MatchStar(_)));
        let least = node.patterns.len() - usize::from(star.is_some());
        let length = || operation(PatternOperation::Length(value()));
        match star {
            None => tests.push(compare(length(), Comparison::Equal, integer(least, span))),
            Some(_) if least > 0 => tests.push(compare(length(), Comparison::GreaterOrEqual, integer(least, span))),
            Some(_) => {}
        }
        if node.patterns.iter().all(is_wildcard) {
            return;
        }
        let patterns: Vec<&Pattern> = node.patterns.iter().collect();
        match star {
            // `[a, *_, b]` indexes from both ends, so that the middle is never copied.
            Some(star) if is_wildcard(&node.patterns[star]) => {
                for (index, pattern) in patterns.iter().enumerate().filter(|(_, pattern)| !is_wildcard(pattern)) {
                    let index = if index < star {
                        integer(index, span)
                    } else {
                        let from_end = integer(patterns.len() - index, span);
                        let kind =
                            ExpressionKind::Binary(BinaryOperator::Subtract, Box::new(length()), Box::new(from_end));
                        expression(kind, span)
                    };
                    let item = self.part();
                    let kind = ExpressionKind::Subscript { object: Box::new(value()), index: Box::new(index) };
                    tests.push(block(vec![store(item, expression(kind, span))], span));
                    self.pattern(pattern, item, tests, captures);
                }
            }
            _ => self.unpacked(subject, &patterns, star, span, tests, captures),
        }
    }

    fn mapping(
        &mut self,
        node: &ast::PatternMatchMapping,
        subject: LocalId,
        tests: &mut Vec<Expression>,
        captures: &mut Captures,
    ) {
        let span = span_of(node.range);
        let value = || load(Place::Local(subject), span);
        let operation = |operation| expression(ExpressionKind::Pattern(Box::new(operation)), span);
        tests.push(operation(PatternOperation::IsMapping(value())));
        let keys = node.keys.iter().map(|key| Element::Item(self.expression(key))).collect();
        let mut keys = expression(ExpressionKind::Tuple(keys), span);
        if !node.keys.is_empty() {
            let length = operation(PatternOperation::Length(value()));
            tests.push(compare(length, Comparison::GreaterOrEqual, integer(node.keys.len(), span)));
            if node.rest.is_some() {
                // Evaluated once, used twice.
                let held = self.part();
                tests.push(block(vec![store(held, keys)], span));
                keys = load(Place::Local(held), span);
            }
            let patterns: Vec<&Pattern> = node.patterns.iter().collect();
            let operation = PatternOperation::Keys { subject: value(), keys: keys.clone() };
            self.extracted(operation, &patterns, span, tests, captures);
        }
        if let Some(name) = &node.rest {
            let rest = self.part();
            let value = operation(PatternOperation::Rest { subject: value(), keys });
            tests.push(block(vec![store(rest, value)], span));
            captures.push((name.id.to_string(), rest));
        }
    }

    /// `a | b`: every alternative leaves its captures in the same hidden locals.
    fn alternatives(
        &mut self,
        node: &ast::PatternMatchOr,
        subject: LocalId,
        tests: &mut Vec<Expression>,
        captures: &mut Captures,
    ) {
        let span = span_of(node.range);
        let mut shared: Option<Captures> = None;
        let mut alternatives = Vec::new();
        for pattern in &node.patterns {
            let span = span_of(pattern.range());
            let mut own_captures = Captures::new();
            let mut own_tests = Vec::new();
            self.pattern(pattern, subject, &mut own_tests, &mut own_captures);
            let shared = shared
                .get_or_insert_with(|| own_captures.iter().map(|(name, _)| (name.clone(), self.part())).collect());
            let mut moves = Vec::new();
            for (name, local) in shared.iter() {
                // The parser's checks have made sure that all alternatives bind the same names.
                let Some((_, own)) = own_captures.iter().find(|(own_name, _)| own_name == name) else { continue };
                moves.push(store(*local, load(Place::Local(*own), span)));
            }
            if !moves.is_empty() {
                own_tests.push(block(moves, span));
            }
            alternatives.push(conjunction(own_tests, span));
        }
        tests.push(expression(ExpressionKind::Boolean(BooleanOperator::Or, alternatives), span));
        captures.extend(shared.unwrap_or_default());
    }
}

/// Whether a pattern matches anything and binds nothing.
fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(node) => node.pattern.is_none() && node.name.is_none(),
        Pattern::MatchStar(node) => node.name.is_none(),
        _ => false,
    }
}

/// `local = value`.
fn store(local: LocalId, value: Expression) -> Statement {
    let span = value.span;
    let targets = vec![Target { kind: TargetKind::Place(Place::Local(local)), span }];
    statement(StatementKind::Assign { targets, value }, span)
}

/// Runs statements; true.
fn block(statements: Vec<Statement>, span: Span) -> Expression {
    let value = Box::new(constant(Constant::Boolean(true), span));
    expression(ExpressionKind::Block(statements, value), span)
}

fn compare(first: Expression, comparison: Comparison, operand: Expression) -> Expression {
    let span = first.span;
    expression(ExpressionKind::Compare { first: Box::new(first), rest: vec![(comparison, operand)] }, span)
}

fn integer(value: usize, span: Span) -> Expression {
    constant(Constant::Integer(Integer::Small(value as i64)), span)
}

fn conjunction(mut tests: Vec<Expression>, span: Span) -> Expression {
    match tests.len() {
        0 => constant(Constant::Boolean(true), span),
        1 => tests.remove(0),
        _ => expression(ExpressionKind::Boolean(BooleanOperator::And, tests), span),
    }
}
