//! HIR operators as IR operators.

use moltc_hir as hir;
use moltc_ir::{BinaryOperator, CompareOperator, UnaryOperator, Value};

use crate::unit::Unit;

/// The IR's binary operator.
pub(crate) const fn binary(operator: hir::BinaryOperator) -> BinaryOperator {
    match operator {
        hir::BinaryOperator::Add => BinaryOperator::Add,
        hir::BinaryOperator::Subtract => BinaryOperator::Subtract,
        hir::BinaryOperator::Multiply => BinaryOperator::Multiply,
        hir::BinaryOperator::MatrixMultiply => BinaryOperator::MatrixMultiply,
        hir::BinaryOperator::TrueDivide => BinaryOperator::TrueDivide,
        hir::BinaryOperator::FloorDivide => BinaryOperator::FloorDivide,
        hir::BinaryOperator::Remainder => BinaryOperator::Modulo,
        hir::BinaryOperator::Power => BinaryOperator::Power,
        hir::BinaryOperator::LeftShift => BinaryOperator::ShiftLeft,
        hir::BinaryOperator::RightShift => BinaryOperator::ShiftRight,
        hir::BinaryOperator::BitAnd => BinaryOperator::And,
        hir::BinaryOperator::BitOr => BinaryOperator::Or,
        hir::BinaryOperator::BitXor => BinaryOperator::Xor,
    }
}

/// The IR's unary operator.
pub(crate) const fn unary(operator: hir::UnaryOperator) -> UnaryOperator {
    match operator {
        hir::UnaryOperator::Negative => UnaryOperator::Negative,
        hir::UnaryOperator::Positive => UnaryOperator::Positive,
        hir::UnaryOperator::Invert => UnaryOperator::Invert,
    }
}

/// What a comparison compiles to.
enum Kind {
    /// A rich comparison.
    Rich(CompareOperator),
    /// `is`, or `is not` if true.
    Identity(bool),
    /// `in`, or `not in` if true.
    Membership(bool),
}

const fn kind(comparison: hir::Comparison) -> Kind {
    match comparison {
        hir::Comparison::Less => Kind::Rich(CompareOperator::Less),
        hir::Comparison::LessOrEqual => Kind::Rich(CompareOperator::LessEqual),
        hir::Comparison::Equal => Kind::Rich(CompareOperator::Equal),
        hir::Comparison::NotEqual => Kind::Rich(CompareOperator::NotEqual),
        hir::Comparison::Greater => Kind::Rich(CompareOperator::Greater),
        hir::Comparison::GreaterOrEqual => Kind::Rich(CompareOperator::GreaterEqual),
        hir::Comparison::Is => Kind::Identity(false),
        hir::Comparison::IsNot => Kind::Identity(true),
        hir::Comparison::In => Kind::Membership(false),
        hir::Comparison::NotIn => Kind::Membership(true),
    }
}

impl Unit<'_> {
    /// The value of one comparison.
    pub(crate) fn comparison(&mut self, comparison: hir::Comparison, left: Value, right: Value) -> Value {
        if let Kind::Rich(operator) = kind(comparison) {
            return self.builder.compare(operator, left, right);
        }
        let truth = self.comparison_truth(comparison, left, right);
        self.builder.box_bool(truth)
    }

    /// The machine truth of one comparison.
    pub(crate) fn comparison_truth(&mut self, comparison: hir::Comparison, left: Value, right: Value) -> Value {
        let (truth, negated) = match kind(comparison) {
            Kind::Rich(operator) => (self.builder.compare_truth(operator, left, right), false),
            Kind::Identity(negated) => (self.builder.identity(left, right), negated),
            Kind::Membership(negated) => (self.builder.contains(left, right), negated),
        };
        if negated { self.builder.not(truth) } else { truth }
    }
}
