//! The primitives of `match` statements.

use moltc_diagnostics::Span;
use moltc_hir::PatternOperation;
use moltc_ir::{Intrinsic, Value};

use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// A primitive's value.
    pub(crate) fn pattern(&mut self, operation: &'a PatternOperation, span: Span) -> Value {
        match operation {
            PatternOperation::IsSequence(_) | PatternOperation::IsMapping(_) => {
                let truth = self.pattern_truth(operation, span);
                self.builder.box_bool(truth)
            }
            PatternOperation::Length(subject) => {
                let subject = self.expression(subject);
                self.at(span);
                self.intrinsic(Intrinsic::length, [], &[subject])
            }
            PatternOperation::Keys { subject, keys } => {
                let (subject, keys) = (self.expression(subject), self.expression(keys));
                self.at(span);
                self.intrinsic(Intrinsic::match_keys, [], &[subject, keys])
            }
            PatternOperation::Rest { subject, keys } => {
                let (subject, keys) = (self.expression(subject), self.expression(keys));
                self.at(span);
                self.intrinsic(Intrinsic::match_rest, [], &[subject, keys])
            }
            PatternOperation::Class { subject, class, positional, keywords } => {
                let (subject, class) = (self.expression(subject), self.expression(class));
                self.at(span);
                let names = self.name_tuple(keywords.iter().map(String::as_str));
                let names = self.builder.constant(names);
                self.intrinsic(Intrinsic::match_class, [*positional], &[subject, class, names])
            }
        }
    }

    /// The machine truth of a primitive.
    pub(crate) fn pattern_truth(&mut self, operation: &'a PatternOperation, span: Span) -> Value {
        let (intrinsic, subject) = match operation {
            PatternOperation::IsSequence(subject) => (Intrinsic::match_sequence, subject),
            PatternOperation::IsMapping(subject) => (Intrinsic::match_mapping, subject),
            _ => {
                let value = self.pattern(operation, span);
                return self.builder.truth(value);
            }
        };
        let subject = self.expression(subject);
        self.at(span);
        self.intrinsic(intrinsic, [], &[subject])
    }
}
