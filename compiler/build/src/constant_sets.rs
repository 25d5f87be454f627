//! Which order a set of constants is filled in.
//!
//! CPython keeps a display of at least three constants as a frozenset and merges equal constants of a module, so that
//! `{3, 1, 2}` is filled in the order of the equal display it met first. Code units count in the order in which they are
//! finished: inner ones before the unit that encloses them.

use std::collections::{BTreeMap, BTreeSet};

use moltc_hir::visit::{self, Visitor};
use moltc_hir::{Element, Expression, ExpressionKind, FunctionId, Module};

use crate::constants::{constant, is_constant_element};

/// Fewest constant items that are kept as one constant.
pub(crate) const CONSTANT_ITEMS: usize = 3;

/// The first of all equal displays, by their items.
#[derive(Default)]
pub(crate) struct ConstantSets<'a> {
    first: BTreeMap<BTreeSet<String>, &'a [Element]>,
}

impl<'a> ConstantSets<'a> {
    /// Finds the displays of a module.
    pub(crate) fn new(hir: &'a Module) -> ConstantSets<'a> {
        let mut sets = ConstantSets::default();
        sets.collect(hir, Module::BODY);
        sets
    }

    fn collect(&mut self, hir: &'a Module, unit: FunctionId) {
        let mut found = Found::default();
        visit::walk_body(&mut found, &hir.function(unit).body);
        for inner in found.units {
            self.collect(hir, inner);
        }
        for display in found.displays {
            self.first.entry(items(display)).or_insert(display);
        }
    }

    /// The elements in the order in which they go into the set.
    pub(crate) fn filling_order(&self, display: &'a [Element]) -> &'a [Element] {
        if !is_kept(display) {
            return display;
        }
        self.first.get(&items(display)).copied().unwrap_or(display)
    }
}

fn is_kept(display: &[Element]) -> bool {
    display.len() >= CONSTANT_ITEMS && display.iter().all(is_constant_element)
}

/// The items as a key: the same for displays with the same constants, of the same types.
fn items(display: &[Element]) -> BTreeSet<String> {
    fn text(element: &Element) -> String {
        let Element::Item(item) = element else { unreachable!("the display is constant") };
        match &item.kind {
            ExpressionKind::Constant(literal) => format!("{:?}", constant(literal)),
            ExpressionKind::Tuple(elements) => format!("{:?}", elements.iter().map(text).collect::<Vec<_>>()),
            _ => unreachable!("the display is constant"),
        }
    }
    display.iter().map(text).collect()
}

/// Inner units and kept displays of one unit, in the order of evaluation.
#[derive(Default)]
struct Found<'a> {
    units: Vec<FunctionId>,
    displays: Vec<&'a [Element]>,
}

impl<'a> Visitor<'a> for Found<'a> {
    fn expression(&mut self, expression: &'a Expression) {
        visit::walk_expression(self, expression);
        match &expression.kind {
            ExpressionKind::MakeFunction { function, annotate, .. } => {
                self.units.extend(annotate);
                self.units.push(*function);
            }
            ExpressionKind::Generator { function, .. } => self.units.push(*function),
            ExpressionKind::MakeClass { body, .. } => self.units.push(*body),
            ExpressionKind::Set(elements) if is_kept(elements) => self.displays.push(elements),
            _ => {}
        }
    }
}
