//! What passes ask about a function: computed when it is asked for the first time, kept while it holds.
//!
//! A pass that changes something in a way that matters says what still holds, with [`Analyses::keep`] on the way or in its
//! row of the pass list. With verification on, the pipeline computes what was kept anew and compares.

use std::rc::Rc;

use moltc_ir::control_flow::{Definition, Dominators, definitions, predecessors, reverse_postorder};
use moltc_ir::{Block, Facts, Function, Module};

/// What still holds after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preserved {
    /// Nothing: blocks or edges changed.
    Nothing,
    /// What follows from blocks and edges alone: instructions or parameters changed.
    ControlFlow,
    /// Everything.
    All,
}

/// The analyses of one function.
#[derive(Debug, Default)]
pub struct Analyses {
    order: Option<Rc<Vec<Block>>>,
    predecessors: Option<Rc<Vec<Vec<Block>>>>,
    dominators: Option<Rc<Dominators>>,
    definitions: Option<Rc<Vec<Definition>>>,
    facts: Option<Rc<Facts>>,
}

impl Analyses {
    /// The blocks that the entry leads to, in reverse postorder.
    pub fn order(&mut self, function: &Function) -> Rc<Vec<Block>> {
        Rc::clone(self.order.get_or_insert_with(|| Rc::new(reverse_postorder(function))))
    }

    /// By block index: the blocks that have an edge to it, once per edge.
    pub fn predecessors(&mut self, function: &Function) -> Rc<Vec<Vec<Block>>> {
        Rc::clone(self.predecessors.get_or_insert_with(|| Rc::new(predecessors(function))))
    }

    /// Dominance among blocks.
    pub fn dominators(&mut self, function: &Function) -> Rc<Dominators> {
        Rc::clone(self.dominators.get_or_insert_with(|| Rc::new(Dominators::compute(function))))
    }

    /// By value index: what defines it.
    pub fn definitions(&mut self, function: &Function) -> Rc<Vec<Definition>> {
        Rc::clone(self.definitions.get_or_insert_with(|| Rc::new(definitions(function))))
    }

    /// What is known of each value.
    pub fn facts(&mut self, function: &Function, module: &Module) -> Rc<Facts> {
        let order = self.order(function);
        Rc::clone(self.facts.get_or_insert_with(|| Rc::new(Facts::compute(module, function, &order))))
    }

    /// Drops what no longer holds.
    pub fn keep(&mut self, preserved: Preserved) {
        match preserved {
            Preserved::Nothing => *self = Self::default(),
            Preserved::ControlFlow => {
                self.definitions = None;
                self.facts = None;
            }
            Preserved::All => {}
        }
    }

    /// Something that is kept and does not hold.
    pub fn stale(&self, function: &Function, module: &Module) -> Option<&'static str> {
        let has_changed = |block: &Block, kept: &Dominators, now: &Dominators| {
            kept.immediate_dominator(*block) != now.immediate_dominator(*block)
        };
        if self.order.as_ref().is_some_and(|kept| **kept != reverse_postorder(function)) {
            return Some("the order of blocks");
        }
        if self.predecessors.as_ref().is_some_and(|kept| **kept != predecessors(function)) {
            return Some("the predecessors of blocks");
        }
        if let Some(kept) = &self.dominators {
            let now = Dominators::compute(function);
            if function.layout.iter().any(|block| has_changed(block, kept, &now)) {
                return Some("the dominators of blocks");
            }
        }
        let order = || reverse_postorder(function);
        if self.facts.as_ref().is_some_and(|kept| **kept != Facts::compute(module, function, &order())) {
            return Some("the facts of values");
        }
        let has_moved = self.definitions.as_ref().is_some_and(|kept| **kept != definitions(function));
        has_moved.then_some("the definitions of values")
    }
}
