//! `raise`, `try` and `with`.
//!
//! A handler block takes the pending exception and begins handling it. Everything from there to the end of the handling
//! has a *cleanup* handler of its own, which ends the handling and passes the new exception on. Re-raising has no
//! location: the exception's traceback has its entry for this function already.

use moltc_diagnostics::Span;
use moltc_hir::{Element, Expression, ExpressionKind, Handler, Statement, Target};
use moltc_ir::{Block, BlockCall, Intrinsic, Value};

use crate::control_flow::Ways;
use crate::exits::Exit;
use crate::unit::Unit;

/// The handling of an exception in progress.
struct Handling {
    /// The exception.
    exception: Value,
    /// What was handled before.
    previous: Value,
    /// Where exceptions raised meanwhile go.
    cleanup: Block,
    /// The handler outside.
    outside: Option<Block>,
}

impl<'a> Unit<'a> {
    /// `raise [exception [from cause]]`
    pub(crate) fn raise(&mut self, exception: Option<&'a Expression>, cause: Option<&'a Expression>, span: Span) {
        match exception {
            None => {
                self.keep_iterators();
                self.at(span);
                let exception = self.intrinsic(Intrinsic::handled_exception, [], &[]);
                self.builder.restore_location(None);
                self.builder.reraise(exception);
            }
            Some(exception) => match &exception.kind {
                ExpressionKind::AssertionError => {
                    let message = self.builder.unbound();
                    self.at(span);
                    self.command(Intrinsic::raise_assertion, &[message]);
                }
                ExpressionKind::Call { function, arguments, .. } if function.kind == ExpressionKind::AssertionError => {
                    let message = match arguments.as_slice() {
                        [Element::Item(message)] => self.expression(message),
                        _ => self.builder.unbound(),
                    };
                    self.at(span);
                    self.command(Intrinsic::raise_assertion, &[message]);
                }
                _ => {
                    let exception = self.expression(exception);
                    let cause = match cause {
                        Some(cause) => self.expression(cause),
                        None => self.builder.unbound(),
                    };
                    self.keep_iterators();
                    self.at(span);
                    self.builder.raise(exception, cause);
                }
            },
        }
        self.builder.unreachable();
    }

    /// `try`
    pub(crate) fn try_statement(
        &mut self,
        body: &'a [Statement],
        handlers: &'a [Handler],
        orelse: &'a [Statement],
        finally: &'a [Statement],
    ) {
        if finally.is_empty() {
            return self.try_except(body, handlers, orelse);
        }
        let (on_error, end) = (self.builder.create_block(), self.builder.create_block());
        let certain = self.bound.clone();
        let outside = self.builder.set_handler(Some(on_error));
        self.exits.push(Exit::Finally { body: finally, handler: outside });
        if handlers.is_empty() {
            self.statements(body);
        } else {
            self.try_except(body, handlers, orelse);
        }
        self.exits.pop();
        self.builder.set_handler(outside);
        if !self.builder.is_terminated() {
            self.statements(finally);
        }
        let mut ways = Ways::default();
        ways.add(self);
        self.builder.jump(end, &[]);

        self.bound = certain;
        let handling = self.begin_handling(on_error);
        self.enter_cleanup(&handling, None);
        self.statements(finally);
        self.leave_cleanup(&handling);
        if !self.builder.is_terminated() {
            self.pass_on(&handling);
        }
        self.cleanup(&handling, |_| {});
        ways.join(self);
        self.builder.switch_to(end);
    }

    fn try_except(&mut self, body: &'a [Statement], handlers: &'a [Handler], orelse: &'a [Statement]) {
        let (on_error, end) = (self.builder.create_block(), self.builder.create_block());
        let certain = self.bound.clone();
        let outside = self.builder.set_handler(Some(on_error));
        self.statements(body);
        self.builder.set_handler(outside);
        self.statements(orelse);
        let mut ways = Ways::default();
        ways.add(self);
        self.builder.jump(end, &[]);

        self.bound.clone_from(&certain);
        let handling = self.begin_handling(on_error);
        self.builder.set_handler(Some(handling.cleanup));
        for handler in handlers {
            let next = self.builder.create_block();
            if let Some(pattern) = &handler.exception_type {
                let pattern = self.expression(pattern);
                self.at(handler.span);
                let matches = self.intrinsic(Intrinsic::exception_matches, [], &[handling.exception, pattern]);
                let matched = self.builder.create_block();
                self.builder.branch(matches, BlockCall::new(matched), BlockCall::new(next));
                self.builder.switch_to(matched);
            }
            let before = self.bound.clone();
            self.except_clause(handler, &handling);
            ways.add(self);
            self.builder.jump(end, &[]);
            self.builder.set_handler(Some(handling.cleanup));
            self.bound = before;
            if handler.exception_type.is_none() {
                // Nothing gets past a bare `except`, which is the last clause.
                self.builder.switch_to(next);
                self.builder.unreachable();
                break;
            }
            self.builder.switch_to(next);
        }
        self.builder.set_handler(outside);
        if !self.builder.is_terminated() {
            self.pass_on(&handling);
        }
        self.cleanup(&handling, |_| {});
        ways.join(self);
        self.builder.switch_to(end);
    }

    /// The suite of an `except` clause that matched.
    fn except_clause(&mut self, handler: &'a Handler, handling: &Handling) {
        let Some(name) = &handler.name else {
            self.enter_cleanup(handling, None);
            self.statements(&handler.body);
            self.leave_cleanup(handling);
            if !self.builder.is_terminated() {
                self.builder.end_handling(handling.previous);
            }
            return;
        };
        self.store(name, handling.exception, handler.span);
        // Its own cleanup forgets the name first; it is emitted here, between blocks.
        let forgetting = Handling { cleanup: self.builder.create_block(), ..*handling };
        self.enter_cleanup(&forgetting, Some((name, handler.span)));
        self.statements(&handler.body);
        self.leave_cleanup(&forgetting);
        let leads_on = !self.builder.is_terminated();
        if leads_on {
            self.builder.end_handling(handling.previous);
            self.forget(name, handler.span);
        }
        let after = self.builder.create_block();
        self.builder.jump(after, &[]);
        self.cleanup(&forgetting, |unit| unit.forget(name, handler.span));
        self.builder.switch_to(after);
        if !leads_on {
            self.builder.unreachable();
        }
    }

    /// `with` of one item.
    pub(crate) fn with_statement(
        &mut self,
        context: &'a Expression,
        target: Option<&'a Target>,
        body: &'a [Statement],
    ) {
        let span = context.span;
        let manager = self.expression(context);
        self.at(span);
        let exit = self.intrinsic(Intrinsic::context_exit_method, [], &[manager]);
        let entered = self.intrinsic(Intrinsic::context_enter, [], &[manager]);
        let certain = self.bound.clone();
        let (on_error, end) = (self.builder.create_block(), self.builder.create_block());
        let outside = self.builder.set_handler(Some(on_error));
        self.exits.push(Exit::With { exit, span, handler: outside });
        if let Some(target) = target {
            self.assign(target, entered);
        }
        self.statements(body);
        self.exits.pop();
        self.builder.set_handler(outside);
        if !self.builder.is_terminated() {
            self.at(span);
            let none = self.none();
            self.intrinsic(Intrinsic::context_exit, [], &[exit, none]);
            self.builder.jump(end, &[]);
        }

        let handling = self.begin_handling(on_error);
        self.builder.set_handler(Some(handling.cleanup));
        self.at(span);
        let answer = self.intrinsic(Intrinsic::context_exit, [], &[exit, handling.exception]);
        let swallow = self.builder.truth(answer);
        self.builder.set_handler(outside);
        let (swallowed, raised) = (self.builder.create_block(), self.builder.create_block());
        self.builder.branch(swallow, BlockCall::new(swallowed), BlockCall::new(raised));
        self.builder.switch_to(swallowed);
        self.builder.end_handling(handling.previous);
        self.builder.jump(end, &[]);
        self.builder.switch_to(raised);
        self.pass_on(&handling);
        self.cleanup(&handling, |_| {});
        self.bound = certain;
        self.builder.switch_to(end);
    }

    /// Starts the handler block `on_error`: takes the exception and begins to handle it.
    fn begin_handling(&mut self, on_error: Block) -> Handling {
        self.builder.switch_to(on_error);
        let exception = self.builder.take_exception();
        let previous = self.builder.begin_handling(exception);
        Handling { exception, previous, cleanup: self.builder.create_block(), outside: self.builder.handler() }
    }

    /// From here on exceptions go to the cleanup, and early exits end the handling.
    fn enter_cleanup(&mut self, handling: &Handling, name: Option<(&'a moltc_hir::Place, Span)>) {
        self.builder.set_handler(Some(handling.cleanup));
        self.exits.push(Exit::Handling { previous: handling.previous, name, handler: handling.outside });
    }

    fn leave_cleanup(&mut self, handling: &Handling) {
        self.exits.pop();
        self.builder.set_handler(handling.outside);
    }

    /// Ends the handling of an exception that nobody dealt with, and passes it on.
    fn pass_on(&mut self, handling: &Handling) {
        self.builder.end_handling(handling.previous);
        self.reraise(handling.exception);
    }

    /// The cleanup block: `first`, then ends the handling and passes the new exception on.
    fn cleanup(&mut self, handling: &Handling, first: impl FnOnce(&mut Self)) {
        let handler = self.builder.set_handler(handling.outside);
        self.builder.switch_to(handling.cleanup);
        let exception = self.builder.take_exception();
        first(self);
        self.builder.end_handling(handling.previous);
        self.reraise(exception);
        self.builder.set_handler(handler);
    }

    fn reraise(&mut self, exception: Value) {
        self.builder.restore_location(None);
        self.builder.reraise(exception);
        self.builder.unreachable();
    }
}
