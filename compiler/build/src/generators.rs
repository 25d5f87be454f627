//! `yield`, `yield from` and generator expressions.

use moltc_diagnostics::Span;
use moltc_hir::{Expression, FunctionId};
use moltc_ir::{BlockCall, Intrinsic, Type, Value};

use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// A generator expression: the outermost iterator is taken here, the rest runs later.
    pub(crate) fn generator_expression(&mut self, function: FunctionId, iterable: &'a Expression, span: Span) -> Value {
        let operand = self.expression(iterable);
        self.at(iterable.span);
        let iterator = self.builder.iterate(operand);
        let function = self.make_function(function, &[], &[], span);
        self.builder.call(function, &[iterator])
    }

    /// `yield value`; gives what is sent in.
    pub(crate) fn yield_value(&mut self, value: Option<&'a Expression>, span: Span) -> Value {
        let value = match value {
            Some(value) => self.expression(value),
            None => self.none(),
        };
        self.at(span);
        self.builder.yield_value(value)
    }

    /// `yield from iterable`: steps the inner iterator with what is sent or thrown in until it is finished.
    ///
    /// Each step stands right behind the suspension that feeds it, because what was sent may be ERROR there.
    pub(crate) fn yield_from(&mut self, iterable: &'a Expression, span: Span) -> Value {
        let operand = self.expression(iterable);
        self.at(span);
        let iterator = self.intrinsic(Intrinsic::delegate_iterator, [], &[operand]);
        let none = self.none();
        let first = self.intrinsic(Intrinsic::delegate, [], &[iterator, none]);
        let (step, more, done) =
            (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        let given = self.builder.block_parameter(step, Type::Value);
        self.builder.jump(step, &[first]);
        self.builder.switch_to(step);
        let finished = self.builder.is_unbound(given);
        self.builder.branch(finished, BlockCall::new(done), BlockCall::new(more));
        self.builder.switch_to(more);
        let sent = self.builder.yield_delegated(given);
        let next = self.intrinsic(Intrinsic::delegate, [], &[iterator, sent]);
        self.builder.jump(step, &[next]);
        self.builder.switch_to(done);
        self.intrinsic(Intrinsic::delegate_result, [], &[])
    }
}
