//! List, set and dict comprehensions, which run inside the unit that holds them.

use moltc_diagnostics::Span;
use moltc_hir::{Comprehension, ComprehensionClause, ComprehensionKind};
use moltc_ir::{BlockCall, Intrinsic, Value};

use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// A comprehension. The outermost iterable is evaluated before the hidden locals exist.
    pub(crate) fn comprehension(&mut self, comprehension: &'a Comprehension, span: Span) -> Value {
        let Some((outermost, _)) = comprehension.clauses.split_first() else {
            return self.unsupported(span, "a comprehension without `for`");
        };
        let iterable = self.iterable(&outermost.iterable);
        self.at(outermost.iterable.span);
        let iterator = self.builder.iterate(iterable);
        let certain = self.bound.clone();
        self.at(span);
        for &local in &comprehension.hidden_locals {
            self.bound.remove(&local);
            if self.source.locals[local.index()].is_cell {
                self.fresh_cell(local);
            } else {
                self.clear_local(local);
            }
        }
        let collection = match comprehension.kind {
            ComprehensionKind::List(_) => self.builder.make_list(&[]),
            ComprehensionKind::Set(_) => self.builder.make_set(&[]),
            ComprehensionKind::Dict(..) => self.builder.make_dict(&[]),
        };
        let around = self.comprehension_locals.len();
        self.comprehension_locals.extend(&comprehension.hidden_locals);
        self.clause(&comprehension.kind, collection, &comprehension.clauses, Some(iterator));
        self.comprehension_locals.truncate(around);
        self.at(span);
        for &local in &comprehension.hidden_locals {
            self.clear_local(local);
        }
        self.bound = certain;
        collection
    }

    /// The first of `clauses` and what is inside it.
    fn clause(
        &mut self,
        kind: &'a ComprehensionKind,
        collection: Value,
        clauses: &'a [ComprehensionClause],
        outermost: Option<Value>,
    ) {
        let Some((clause, inner)) = clauses.split_first() else {
            return self.collect(kind, collection);
        };
        let iterator = outermost.unwrap_or_else(|| {
            let iterable = self.iterable(&clause.iterable);
            self.at(clause.iterable.span);
            self.builder.iterate(iterable)
        });
        let (header, body, end) =
            (self.builder.create_block(), self.builder.create_block(), self.builder.create_block());
        self.builder.jump(header, &[]);
        self.builder.switch_to(header);
        self.at(clause.iterable.span);
        self.safe_point();
        let item = self.builder.next(iterator);
        let exhausted = self.builder.is_unbound(item);
        self.builder.branch(exhausted, BlockCall::new(end), BlockCall::new(body));
        self.builder.switch_to(body);
        self.assign(&clause.target, item);
        for condition in &clause.conditions {
            let next = self.builder.create_block();
            self.condition(condition, next, header);
            self.builder.switch_to(next);
        }
        self.clause(kind, collection, inner, None);
        self.builder.jump(header, &[]);
        self.builder.switch_to(end);
    }

    /// Adds one element to the collection.
    fn collect(&mut self, kind: &'a ComprehensionKind, collection: Value) {
        match kind {
            ComprehensionKind::List(element) => {
                let item = self.expression(element);
                self.at(element.span);
                self.command(Intrinsic::list_append, &[collection, item]);
            }
            ComprehensionKind::Set(element) => {
                let item = self.expression(element);
                self.at(element.span);
                self.command(Intrinsic::set_add, &[collection, item]);
            }
            ComprehensionKind::Dict(key, value) => {
                let name = self.expression(key);
                let item = self.expression(value);
                self.at(key.span.cover(value.span));
                self.command(Intrinsic::dict_set, &[collection, name, item]);
            }
        }
    }
}
