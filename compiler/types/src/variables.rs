//! What every assignment to a variable stores.
//!
//! The analysis is optimistic: it supposes nothing is stored, adds what each assignment stores under what is known so far,
//! and repeats until nothing changes. Each step only weakens what is known, so it ends.

use moltc_hir::visit::{Access, Visitor, walk_body, walk_statement, walk_target};
use moltc_hir::{
    AugmentedTarget, BinaryOperator, Expression, ExpressionKind, Function, Place, Statement, StatementKind, Target,
    TargetKind,
};

use crate::class::Class;
use crate::facts::{Certainty, Fact, Facts, Knowledge};
use crate::operators;

/// The facts of a function.
pub(crate) fn analyse(function: &Function) -> Facts {
    let variable = [function.parameters.variable_positional, function.parameters.variable_keyword];
    let locals = function.locals.iter().enumerate().map(|(index, local)| {
        if local.is_cell {
            return Knowledge::Unknown;
        }
        if !local.is_parameter {
            return Knowledge::Nothing;
        }
        // The hint of `*args` and `**kwargs` is about their items.
        match variable.map(|local| local.is_some_and(|local| local.index() == index)) {
            [true, _] => Knowledge::proven(Class::Tuple),
            [_, true] => Knowledge::proven(Class::Dict),
            [false, false] => match local.hint.as_ref().and_then(Class::of_hint) {
                Some(class) => Knowledge::Fact(Fact { class, certainty: Certainty::Assumed }),
                None => Knowledge::Unknown,
            },
        }
    });
    let mut stores = Stores { facts: Facts { locals: locals.collect() }, changed: true };
    while stores.changed {
        stores.changed = false;
        walk_body(&mut stores, &function.body);
    }
    stores.facts
}

struct Stores {
    facts: Facts,
    changed: bool,
}

impl Stores {
    fn store(&mut self, place: &Place, stored: Knowledge) {
        if let Place::Local(local) = place {
            let known = &mut self.facts.locals[local.index()];
            let joined = known.join(stored);
            self.changed |= joined != *known;
            *known = joined;
        }
    }

    fn assign(&mut self, target: &Target, stored: Knowledge) {
        match &target.kind {
            TargetKind::Place(place) => self.store(place, stored),
            TargetKind::Unpack { .. } | TargetKind::Attribute { .. } | TargetKind::Subscript { .. } => {
                self.target(target);
            }
        }
    }

    fn in_place(&self, operator: BinaryOperator, target: Knowledge, value: Knowledge) -> Knowledge {
        // A list takes items from anything, and stays the list.
        if operator == BinaryOperator::Add
            && let Knowledge::Fact(fact) = target
            && fact.class == Class::List
        {
            return target;
        }
        Knowledge::derive(&[target, value], |classes| operators::binary(operator, classes[0], classes[1]))
    }
}

impl<'a> Visitor<'a> for Stores {
    fn statement(&mut self, statement: &'a Statement) {
        match &statement.kind {
            StatementKind::Assign { targets, value } => {
                self.expression(value);
                for target in targets {
                    let stored = self.facts.knowledge(value);
                    self.assign(target, stored);
                }
            }
            StatementKind::AugmentedAssign { target: AugmentedTarget::Place(place, _), operator, value } => {
                self.expression(value);
                let stored = self.in_place(*operator, self.facts.place(place), self.facts.knowledge(value));
                self.store(place, stored);
            }
            _ => walk_statement(self, statement),
        }
    }

    fn expression(&mut self, expression: &'a Expression) {
        if let ExpressionKind::Assign { place, value } = &expression.kind {
            self.expression(value);
            let stored = self.facts.knowledge(value);
            self.store(place, stored);
        } else {
            moltc_hir::visit::walk_expression(self, expression);
        }
    }

    fn target(&mut self, target: &'a Target) {
        if let TargetKind::Unpack { before, star, after } = &target.kind {
            before.iter().chain(after).for_each(|target| self.target(target));
            star.iter().for_each(|target| self.assign(target, Knowledge::proven(Class::List)));
        } else {
            walk_target(self, target);
        }
    }

    /// Whatever is not seen above stores something that is not known.
    fn place(&mut self, place: &'a Place, access: Access) {
        if access == Access::Store {
            self.store(place, Knowledge::Unknown);
        }
    }
}
