//! What is known of an expression's value.

use moltc_hir::{Comparison, ComprehensionKind, Expression, ExpressionKind, PatternOperation};

use crate::class::Class;
use crate::facts::{Facts, Knowledge};
use crate::operators;

impl Facts {
    pub(crate) fn knowledge(&self, expression: &Expression) -> Knowledge {
        match &expression.kind {
            ExpressionKind::Constant(constant) => {
                Class::of_constant(constant).map_or(Knowledge::Unknown, Knowledge::proven)
            }
            ExpressionKind::Load(place) => self.place(place),
            ExpressionKind::Unary(operator, operand) => {
                Knowledge::derive(&[self.knowledge(operand)], |classes| operators::unary(*operator, classes[0]))
            }
            ExpressionKind::Not(_) => Knowledge::proven(Class::Bool),
            ExpressionKind::Binary(operator, left, right) => {
                let operands = [self.knowledge(left), self.knowledge(right)];
                Knowledge::derive(&operands, |classes| operators::binary(*operator, classes[0], classes[1]))
            }
            ExpressionKind::Compare { first, rest } => self.comparisons(first, rest),
            ExpressionKind::Boolean(_, operands) => {
                operands.iter().map(|operand| self.knowledge(operand)).fold(Knowledge::Nothing, Knowledge::join)
            }
            ExpressionKind::Conditional { body, orelse, .. } => self.knowledge(body).join(self.knowledge(orelse)),
            ExpressionKind::Slice { .. } => Knowledge::proven(Class::Slice),
            ExpressionKind::Tuple(_) => Knowledge::proven(Class::Tuple),
            ExpressionKind::List(_) => Knowledge::proven(Class::List),
            ExpressionKind::Set(_) => Knowledge::proven(Class::Set),
            ExpressionKind::Dict(_) => Knowledge::proven(Class::Dict),
            ExpressionKind::FormattedString(_) => Knowledge::proven(Class::Str),
            ExpressionKind::Assign { value, .. } | ExpressionKind::Block(_, value) => self.knowledge(value),
            ExpressionKind::MakeFunction { .. } => Knowledge::proven(Class::Function),
            ExpressionKind::Comprehension(comprehension) => Knowledge::proven(match comprehension.kind {
                ComprehensionKind::List(_) => Class::List,
                ComprehensionKind::Set(_) => Class::Set,
                ComprehensionKind::Dict(..) => Class::Dict,
            }),
            ExpressionKind::Generator { .. } => Knowledge::proven(Class::Generator),
            ExpressionKind::Pattern(operation) => match **operation {
                PatternOperation::IsSequence(_) | PatternOperation::IsMapping(_) => Knowledge::proven(Class::Bool),
                PatternOperation::Length(_) => Knowledge::proven(Class::Int),
                PatternOperation::Rest { .. } => Knowledge::proven(Class::Dict),
                PatternOperation::Keys { .. } | PatternOperation::Class { .. } => Knowledge::Unknown,
            },
            ExpressionKind::AssertionError
            | ExpressionKind::Attribute { .. }
            | ExpressionKind::Subscript { .. }
            | ExpressionKind::Call { .. }
            | ExpressionKind::MakeClass { .. }
            | ExpressionKind::Yield(_)
            | ExpressionKind::YieldFrom(_) => Knowledge::Unknown,
        }
    }

    /// The result of a chain is that of one of its comparisons.
    fn comparisons(&self, first: &Expression, rest: &[(Comparison, Expression)]) -> Knowledge {
        let mut result = Knowledge::Nothing;
        let mut left = first;
        for (comparison, right) in rest {
            result = result.join(if operators::always_bool(*comparison) {
                Knowledge::proven(Class::Bool)
            } else {
                Knowledge::derive(&[self.knowledge(left), self.knowledge(right)], |classes| {
                    classes.iter().all(|class| class.compares_to_bool()).then_some(Class::Bool)
                })
            });
            left = right;
        }
        result
    }
}
