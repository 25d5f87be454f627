//! Expressions, by kind; the larger families have files of their own.

use moltc_diagnostics::Span;
use moltc_hir::{Expression, ExpressionKind, Place};
use moltc_ir::{Intrinsic, Value};

use crate::operators;
use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// Evaluates an expression.
    pub(crate) fn expression(&mut self, expression: &'a Expression) -> Value {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Constant(literal) => self.literal(literal),
            ExpressionKind::AssertionError => self.unsupported(span, "a failing assertion as a value"),
            ExpressionKind::Load(place) => self.load(place, span),
            ExpressionKind::Unary(operator, operand) => {
                let operand = self.expression(operand);
                self.at(span);
                self.builder.unary(operators::unary(*operator), operand)
            }
            ExpressionKind::Not(operand) => {
                let truth = self.truth(operand);
                let negated = self.builder.not(truth);
                self.builder.box_bool(negated)
            }
            ExpressionKind::Binary(operator, left, right) => {
                let left = self.expression(left);
                let right = self.expression(right);
                self.at(span);
                self.builder.binary(operators::binary(*operator), left, right)
            }
            ExpressionKind::Compare { first, rest } => self.compare(expression, first, rest),
            ExpressionKind::Boolean(operator, operands) => self.boolean(*operator, operands),
            ExpressionKind::Conditional { test, body, orelse } => self.conditional(test, body, orelse),
            ExpressionKind::Attribute { object, name } => {
                let object = self.expression(object);
                self.attribute(object, name, span)
            }
            ExpressionKind::Subscript { object, index } => {
                let object = self.expression(object);
                let index = self.expression(index);
                self.at(span);
                self.builder.item_get(object, index)
            }
            ExpressionKind::Slice { lower, upper, step } => {
                let mut part = |part: &'a Option<Box<Expression>>| match part {
                    Some(part) => self.expression(part),
                    None => self.none(),
                };
                let (lower, upper, step) = (part(lower), part(upper), part(step));
                self.at(span);
                self.builder.make_slice(lower, upper, step)
            }
            ExpressionKind::Call { function, arguments, keywords, implicit_super } => {
                self.call(span, function, arguments, keywords, implicit_super.as_ref())
            }
            ExpressionKind::Tuple(elements) => self.tuple(elements, span),
            ExpressionKind::List(elements) => self.list(elements, span),
            ExpressionKind::Set(elements) => self.set(elements, span),
            ExpressionKind::Dict(items) => self.dict(items, span),
            ExpressionKind::FormattedString(parts) => self.formatted_string(parts, span),
            ExpressionKind::Assign { place, value } => {
                let value = self.expression(value);
                self.store(place, value, span);
                value
            }
            ExpressionKind::MakeFunction { function, defaults, keyword_defaults, annotate } => {
                let made = self.make_function(*function, defaults, keyword_defaults, span);
                if let Some(annotate) = annotate {
                    let annotate = self.make_function(*annotate, &[], &[], span);
                    self.command(Intrinsic::function_annotate, &[made, annotate]);
                }
                made
            }
            ExpressionKind::MakeClass { body, name, bases, keywords } => {
                self.make_class(*body, name, bases, keywords, span)
            }
            ExpressionKind::Comprehension(comprehension) => self.comprehension(comprehension, span),
            ExpressionKind::Generator { function, iterable } => self.generator_expression(*function, iterable, span),
            ExpressionKind::Yield(value) => self.yield_value(value.as_deref(), span),
            ExpressionKind::YieldFrom(iterable) => self.yield_from(iterable, span),
            ExpressionKind::Pattern(operation) => self.pattern(operation, span),
            ExpressionKind::Block(statements, value) => {
                self.statements(statements);
                self.expression(value)
            }
        }
    }

    /// `object.name`
    pub(crate) fn attribute(&mut self, object: Value, name: &str, span: Span) -> Value {
        let name = self.module.names.intern(name);
        self.at_attribute(span, span);
        self.builder.attribute_get(name, object)
    }

    /// Whether evaluating the expression cannot raise and cannot be observed.
    pub(crate) fn is_quiet(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Constant(_) => true,
            ExpressionKind::Load(Place::Local(local)) => self.bound.contains(local),
            _ => false,
        }
    }
}
