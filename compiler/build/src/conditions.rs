//! Truth tests, `and`, `or`, comparison chains and conditional expressions.
//!
//! Where only the truth of an expression matters, [`Unit::condition`] branches without making values. What a
//! short-circuited operand binds is not certain afterwards, so the set of bound locals is put back.

use moltc_hir::{BooleanOperator, Comparison, Expression, ExpressionKind};
use moltc_ir::{Block, BlockCall, Type, Value};

use crate::constants::literal_truth;
use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// Evaluates `test` and ends the current block by going to `then` or `otherwise`.
    pub(crate) fn condition(&mut self, test: &'a Expression, then: Block, otherwise: Block) {
        match &test.kind {
            ExpressionKind::Constant(literal) => {
                self.builder.jump(if literal_truth(literal) { then } else { otherwise }, &[]);
            }
            ExpressionKind::Not(operand) => self.condition(operand, otherwise, then),
            ExpressionKind::Boolean(operator, operands) => {
                let Some((last, rest)) = operands.split_last() else { return };
                let mut certain = None;
                for operand in rest {
                    let next = self.builder.create_block();
                    match operator {
                        BooleanOperator::And => self.condition(operand, next, otherwise),
                        BooleanOperator::Or => self.condition(operand, then, next),
                    }
                    self.builder.switch_to(next);
                    certain.get_or_insert_with(|| self.bound.clone());
                }
                self.condition(last, then, otherwise);
                self.bound = certain.unwrap_or_default();
            }
            ExpressionKind::Compare { first, rest } => {
                let Some(((comparison, operand), inner)) = rest.split_last() else { return };
                let mut left = self.expression(first);
                let mut certain = None;
                for (comparison, operand) in inner {
                    let right = self.expression(operand);
                    certain.get_or_insert_with(|| self.bound.clone());
                    self.at(test.span);
                    let truth = self.comparison_truth(*comparison, left, right);
                    let next = self.builder.create_block();
                    self.builder.branch(truth, BlockCall::new(next), BlockCall::new(otherwise));
                    self.builder.switch_to(next);
                    left = right;
                }
                let right = self.expression(operand);
                self.at(test.span);
                let truth = self.comparison_truth(*comparison, left, right);
                self.builder.branch(truth, BlockCall::new(then), BlockCall::new(otherwise));
                if let Some(certain) = certain {
                    self.bound = certain;
                }
            }
            ExpressionKind::Conditional { test: inner, body, orelse } => {
                let (body_block, orelse_block) = (self.builder.create_block(), self.builder.create_block());
                self.condition(inner, body_block, orelse_block);
                let certain = self.bound.clone();
                self.builder.switch_to(body_block);
                self.condition(body, then, otherwise);
                self.bound.clone_from(&certain);
                self.builder.switch_to(orelse_block);
                self.condition(orelse, then, otherwise);
                self.bound = certain;
            }
            _ => {
                let truth = self.truth(test);
                self.builder.branch(truth, BlockCall::new(then), BlockCall::new(otherwise));
            }
        }
    }

    /// The machine truth of an expression.
    pub(crate) fn truth(&mut self, test: &'a Expression) -> Value {
        match &test.kind {
            ExpressionKind::Not(operand) => {
                let truth = self.truth(operand);
                self.builder.not(truth)
            }
            ExpressionKind::Compare { first, rest } if rest.len() == 1 => {
                let left = self.expression(first);
                let right = self.expression(&rest[0].1);
                self.at(test.span);
                self.comparison_truth(rest[0].0, left, right)
            }
            ExpressionKind::Pattern(operation) => self.pattern_truth(operation, test.span),
            _ => {
                let value = self.expression(test);
                self.truth_of(test, value)
            }
        }
    }

    /// The machine truth of an expression whose value is here.
    fn truth_of(&mut self, expression: &Expression, value: Value) -> Value {
        self.at(expression.span);
        self.builder.truth(value)
    }

    /// The value of `and` or `or`.
    pub(crate) fn boolean(&mut self, operator: BooleanOperator, operands: &'a [Expression]) -> Value {
        let join = self.builder.create_block();
        let result = self.builder.block_parameter(join, Type::Value);
        let mut certain = None;
        for (index, operand) in operands.iter().enumerate() {
            let value = self.expression(operand);
            certain.get_or_insert_with(|| self.bound.clone());
            if index + 1 == operands.len() {
                self.builder.jump(join, &[value]);
                break;
            }
            let truth = self.truth_of(operand, value);
            let (next, done) = (BlockCall::new(self.builder.create_block()), BlockCall::with(join, vec![value]));
            let block = next.block;
            match operator {
                BooleanOperator::And => self.builder.branch(truth, next, done),
                BooleanOperator::Or => self.builder.branch(truth, done, next),
            }
            self.builder.switch_to(block);
        }
        self.bound = certain.unwrap_or_default();
        self.builder.switch_to(join);
        result
    }

    /// The value of a comparison or chain.
    pub(crate) fn compare(
        &mut self,
        whole: &'a Expression,
        first: &'a Expression,
        rest: &'a [(Comparison, Expression)],
    ) -> Value {
        let mut left = self.expression(first);
        if let [(comparison, operand)] = rest {
            let right = self.expression(operand);
            self.at(whole.span);
            return self.comparison(*comparison, left, right);
        }
        let join = self.builder.create_block();
        let result = self.builder.block_parameter(join, Type::Value);
        let mut certain = None;
        for (index, (comparison, operand)) in rest.iter().enumerate() {
            let right = self.expression(operand);
            certain.get_or_insert_with(|| self.bound.clone());
            self.at(whole.span);
            let value = self.comparison(*comparison, left, right);
            if index + 1 == rest.len() {
                self.builder.jump(join, &[value]);
                break;
            }
            let truth = self.builder.truth(value);
            let next = self.builder.create_block();
            self.builder.branch(truth, BlockCall::new(next), BlockCall::with(join, vec![value]));
            self.builder.switch_to(next);
            left = right;
        }
        self.bound = certain.unwrap_or_default();
        self.builder.switch_to(join);
        result
    }

    /// The value of `body if test else orelse`.
    pub(crate) fn conditional(&mut self, test: &'a Expression, body: &'a Expression, orelse: &'a Expression) -> Value {
        let (then, otherwise) = (self.builder.create_block(), self.builder.create_block());
        let join = self.builder.create_block();
        let result = self.builder.block_parameter(join, Type::Value);
        self.condition(test, then, otherwise);
        let certain = self.bound.clone();
        for (block, expression) in [(then, body), (otherwise, orelse)] {
            self.bound.clone_from(&certain);
            self.builder.switch_to(block);
            let value = self.expression(expression);
            self.builder.jump(join, &[value]);
        }
        self.bound = certain;
        self.builder.switch_to(join);
        result
    }
}
