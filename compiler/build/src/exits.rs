//! Leaving constructs early.
//!
//! An *exit* is what a `return`, `break` or `continue` must do about one construct on its way out: run a `finally` suite,
//! call a context manager, end the handling of an exception. The code is repeated at every way out, as CPython does;
//! while it runs, the exits of the constructs it leaves are no longer in force.

use moltc_diagnostics::Span;
use moltc_hir::{Place, Statement};
use moltc_ir::{Block, Intrinsic, Value};

use crate::unit::Unit;

/// What to do about one construct on leaving it.
pub(crate) enum Exit<'a> {
    /// A loop, where `break` and `continue` end. Its iterator lives until it is left.
    Loop {
        /// The iterator of a `for`.
        iterator: Option<Value>,
        /// Where `break` goes.
        leave: Block,
        /// Where `continue` goes.
        again: Block,
    },
    /// Run a `finally` suite.
    Finally {
        /// The suite.
        body: &'a [Statement],
        /// The handler outside.
        handler: Option<Block>,
    },
    /// Call a context manager's `__exit__`.
    With {
        /// The bound method.
        exit: Value,
        /// Where it is marked.
        span: Span,
        /// The handler outside.
        handler: Option<Block>,
    },
    /// End the handling of an exception, and forget the name it is bound to.
    Handling {
        /// What `begin_handling` gave.
        previous: Value,
        /// The name of the `except` clause.
        name: Option<(&'a Place, Span)>,
        /// The handler outside.
        handler: Option<Block>,
    },
}

impl<'a> Unit<'a> {
    /// `return value`
    pub(crate) fn leave_function(&mut self, value: Value) {
        self.leave(0, |unit| unit.builder.ret(value));
    }

    /// `break` or `continue`
    pub(crate) fn leave_to_loop(&mut self, continues: bool) {
        let innermost = self.exits.iter().enumerate().rev().find_map(|(depth, exit)| match exit {
            Exit::Loop { iterator, leave, again } => {
                Some((depth + 1, *iterator, if continues { *again } else { *leave }))
            }
            _ => None,
        });
        // The front end refuses `break` and `continue` outside a loop.
        if let Some((depth, iterator, target)) = innermost {
            self.leave(depth, |unit| {
                unit.keep(iterator);
                unit.builder.jump(target, &[]);
            });
        }
    }

    /// Keeps the iterators of all loops around alive up to here, where the function or the loops are left by raising.
    pub(crate) fn keep_iterators(&mut self) {
        for index in 0..self.exits.len() {
            if let Exit::Loop { iterator, .. } = self.exits[index] {
                self.keep(iterator);
            }
        }
    }

    /// Keeps a loop's iterator alive up to here.
    fn keep(&mut self, iterator: Option<Value>) {
        if let Some(iterator) = iterator {
            self.builder.keep_alive(iterator);
        }
    }

    /// Emits the exits deeper than `depth`, innermost first, then ends the block with `end`; a `finally` suite that ends
    /// it before wins.
    fn leave(&mut self, depth: usize, end: impl FnOnce(&mut Self)) {
        let handler = self.builder.handler();
        let mut left = Vec::new();
        while self.exits.len() > depth && !self.builder.is_terminated() {
            let Some(exit) = self.exits.pop() else { break };
            match &exit {
                Exit::Loop { iterator, .. } => self.keep(*iterator),
                Exit::Finally { body, handler } => {
                    self.builder.set_handler(*handler);
                    self.statements(body);
                }
                Exit::With { exit, span, handler } => {
                    self.builder.set_handler(*handler);
                    self.at(*span);
                    let none = self.none();
                    self.intrinsic(Intrinsic::context_exit, [], &[*exit, none]);
                }
                Exit::Handling { previous, name, handler } => {
                    self.builder.set_handler(*handler);
                    self.builder.end_handling(*previous);
                    if let Some((place, span)) = name {
                        self.forget(place, *span);
                    }
                }
            }
            left.push(exit);
        }
        self.exits.extend(left.into_iter().rev());
        if !self.builder.is_terminated() {
            end(self);
        }
        self.builder.set_handler(handler);
    }
}
