//! Assignment, augmented assignment and `del`.

use moltc_diagnostics::Span;
use moltc_hir::{AugmentedTarget, BinaryOperator, DeleteTarget, Expression, ExpressionKind, Place, Target, TargetKind};
use moltc_ir::{Intrinsic, Value};

use crate::displays::plain_items;
use crate::operators;
use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// `targets = value`
    pub(crate) fn assignment(&mut self, targets: &'a [Target], value: &'a Expression) {
        // `a, b = b, a` needs no tuple: the values are all taken before the first is stored.
        if let (
            [Target { kind: TargetKind::Unpack { before, star: None, after }, .. }],
            ExpressionKind::Tuple(elements),
        ) = (targets, &value.kind)
            && after.is_empty()
            && before.len() == elements.len()
            && let Some(items) = plain_items(elements)
        {
            let values = self.expressions(items);
            for (target, value) in before.iter().zip(values) {
                self.assign(target, value);
            }
            return;
        }
        let value = self.expression(value);
        for target in targets {
            self.assign(target, value);
        }
    }

    /// Stores a value to a target.
    pub(crate) fn assign(&mut self, target: &'a Target, value: Value) {
        let span = target.span;
        match &target.kind {
            TargetKind::Place(place) => self.store(place, value, span),
            TargetKind::Attribute { object, name } => {
                let object = self.expression(object);
                let name = self.module.names.intern(name);
                self.at_attribute(span, span);
                self.builder.attribute_set(name, object, value);
            }
            TargetKind::Subscript { object, index } => {
                let object = self.expression(object);
                let index = self.expression(index);
                self.at(span);
                self.builder.item_set(object, index, value);
            }
            TargetKind::Unpack { before, star, after } => {
                self.at(span);
                let items = match star {
                    None => self.intrinsic(Intrinsic::unpack_sequence, [(before.len() + after.len()) as u32], &[value]),
                    Some(_) => {
                        self.intrinsic(Intrinsic::unpack_star, [before.len() as u32, after.len() as u32], &[value])
                    }
                };
                for (index, target) in before.iter().chain(star.as_deref()).chain(after).enumerate() {
                    let item = self.builder.tuple_item(index as u32, items);
                    self.assign(target, item);
                }
            }
        }
    }

    /// `target operator= value`
    pub(crate) fn augmented_assignment(
        &mut self,
        target: &'a AugmentedTarget,
        operator: BinaryOperator,
        value: &'a Expression,
        statement: Span,
    ) {
        let operator = operators::binary(operator);
        match target {
            AugmentedTarget::Place(place, span) => {
                let old = self.load(place, *span);
                let operand = self.expression(value);
                self.at(statement);
                let new = match place {
                    Place::Local(local) => {
                        let slot = self.slots[local.index()];
                        self.builder.inplace_local(operator, slot, old, operand)
                    }
                    _ => self.builder.inplace(operator, old, operand),
                };
                self.store(place, new, *span);
            }
            AugmentedTarget::Attribute { object, name, span } => {
                let object = self.expression(object);
                let old = self.attribute(object, name, *span);
                let operand = self.expression(value);
                self.at(statement);
                let new = self.builder.inplace(operator, old, operand);
                let name = self.module.names.intern(name);
                self.at_attribute(*span, *span);
                self.builder.attribute_set(name, object, new);
            }
            AugmentedTarget::Subscript { object, index, span } => {
                let object = self.expression(object);
                let index = self.expression(index);
                self.at(*span);
                let old = self.builder.item_get(object, index);
                let operand = self.expression(value);
                self.at(statement);
                let new = self.builder.inplace(operator, old, operand);
                self.at(*span);
                self.builder.item_set(object, index, new);
            }
        }
    }

    /// `del target`
    pub(crate) fn delete_target(&mut self, target: &'a DeleteTarget) {
        match target {
            DeleteTarget::Place(place, span) => self.delete(place, *span),
            DeleteTarget::Attribute { object, name, span } => {
                let object = self.expression(object);
                let name = self.module.names.intern(name);
                self.at_attribute(*span, *span);
                self.builder.attribute_delete(name, object);
            }
            DeleteTarget::Subscript { object, index, span } => {
                let object = self.expression(object);
                let index = self.expression(index);
                self.at(*span);
                self.builder.item_delete(object, index);
            }
        }
    }
}
