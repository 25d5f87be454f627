//! Calls: plain, of methods, with keywords, with stars, and `super()`.
//!
//! The callee, a method's lookup included, is evaluated before the arguments. `call_method` looks the method up after
//! them, so it serves only where the arguments are quiet. Neither way makes a bound method.

use moltc_diagnostics::Span;
use moltc_hir::{Element, Expression, ExpressionKind, ImplicitSuper, Keyword, Place};
use moltc_ir::{Intrinsic, NameId, Value};

use crate::displays::plain_items;
use crate::locations::attribute_location;
use crate::unit::Unit;

impl<'a> Unit<'a> {
    /// A call.
    pub(crate) fn call(
        &mut self,
        span: Span,
        function: &'a Expression,
        arguments: &'a [Element],
        keywords: &'a [Keyword],
        implicit_super: Option<&'a ImplicitSuper>,
    ) -> Value {
        if let Some(implicit) = implicit_super {
            return self.implicit_super(span, function, implicit);
        }
        if arguments.is_empty()
            && keywords.is_empty()
            && let Some(namespace) = self.frame_builtin(function, span)
        {
            return namespace;
        }
        let plain = plain_items(arguments).zip(plain_keywords(keywords));
        match (&function.kind, plain) {
            (ExpressionKind::Attribute { object, name }, Some((arguments, keywords)))
                if arguments
                    .iter()
                    .chain(keywords.iter().map(|(_, value)| value))
                    .all(|value| self.is_quiet(value)) =>
            {
                let receiver = self.expression(object);
                let mut values = self.expressions(arguments);
                values.extend(self.expressions(keywords.iter().map(|(_, value)| *value)));
                let lookup = attribute_location(self.file, function.span, function.span);
                let lookup = self.builder.function.location(lookup);
                self.at_attribute(span, function.span);
                let name = self.module.names.intern(name);
                if keywords.is_empty() {
                    return self.builder.call_method(name, lookup, receiver, &values);
                }
                let names = self.name_tuple(keywords.iter().map(|(name, _)| *name));
                self.builder.call_method_keywords(name, lookup, names, receiver, &values)
            }
            (ExpressionKind::Attribute { object, name }, Some((arguments, keywords))) => {
                let receiver = self.expression(object);
                let name = self.module.names.intern(name);
                let (callee, bound) = self.find_method(receiver, name, function.span);
                let mut values = self.expressions(arguments);
                values.extend(self.expressions(keywords.iter().map(|(_, value)| *value)));
                self.at_attribute(span, function.span);
                if keywords.is_empty() {
                    return self.builder.call_found(name, callee, bound, receiver, &values);
                }
                let names = self.name_tuple(keywords.iter().map(|(name, _)| *name));
                self.builder.call_found_keywords(name, names, callee, bound, receiver, &values)
            }
            (_, Some((arguments, keywords))) => {
                let callee = self.expression(function);
                let mut values = self.expressions(arguments);
                values.extend(self.expressions(keywords.iter().map(|(_, value)| *value)));
                self.at_call(span, function);
                if keywords.is_empty() {
                    return self.builder.call(callee, &values);
                }
                let names = self.name_tuple(keywords.iter().map(|(name, _)| *name));
                self.builder.call_keywords(names, callee, &values)
            }
            (_, None) => {
                let callee = self.expression(function);
                self.spread_call(callee, arguments, keywords, span, Some(function))
            }
        }
    }

    /// Looks a method up before its arguments are evaluated: what to call, and whether it is bound already or wants the
    /// receiver in front.
    fn find_method(&mut self, receiver: Value, name: NameId, attribute: Span) -> (Value, Value) {
        self.at_attribute(attribute, attribute);
        let callee = self.builder.method_get(name, receiver);
        (callee, self.builder.method_is_bound(callee))
    }

    /// A call with stars.
    fn spread_call(
        &mut self,
        callee: Value,
        arguments: &'a [Element],
        keywords: &'a [Keyword],
        span: Span,
        function: Option<&'a Expression>,
    ) -> Value {
        // A lone `*iterable` is turned into a list by the call itself, after the keywords are evaluated.
        let (positional, lone) = match arguments {
            [Element::Star(iterable)] => (self.expression(iterable), true),
            _ => (self.tuple(arguments, span), false),
        };
        let keywords = self.keyword_dict(callee, keywords, span);
        match function {
            Some(function) => self.at_call(span, function),
            None => self.at(span),
        }
        let positional =
            if lone { self.intrinsic(Intrinsic::call_positional_list, [], &[positional, callee]) } else { positional };
        self.builder.call_spread(callee, positional, keywords)
    }

    /// The dict of keyword arguments with double stars, UNBOUND if there are none. Runs of named arguments are merged at
    /// once, after all of their expressions.
    pub(crate) fn keyword_dict(&mut self, callee: Value, keywords: &'a [Keyword], span: Span) -> Value {
        let mut dict = None;
        let mut run = Vec::new();
        for keyword in keywords {
            match keyword {
                Keyword::Named(name, value) => {
                    let name = self.string(name);
                    run.extend([name, self.expression(value)]);
                }
                Keyword::DoubleStar(mapping) => {
                    if dict.is_none() || !run.is_empty() {
                        self.merge_run(callee, &mut dict, &mut run, span);
                    }
                    let mapping = self.expression(mapping);
                    self.merge(callee, &mut dict, mapping, span);
                }
            }
        }
        if !run.is_empty() {
            self.merge_run(callee, &mut dict, &mut run, span);
        }
        dict.unwrap_or_else(|| self.builder.unbound())
    }

    fn merge_run(&mut self, callee: Value, dict: &mut Option<Value>, run: &mut Vec<Value>, span: Span) {
        self.at(span);
        let made = self.builder.make_dict(&std::mem::take(run));
        self.merge(callee, dict, made, span);
    }

    fn merge(&mut self, callee: Value, dict: &mut Option<Value>, more: Value, span: Span) {
        self.at(span);
        match *dict {
            None => *dict = Some(more),
            Some(dict) => self.command(Intrinsic::dict_merge_keywords, &[dict, more, callee]),
        }
    }

    /// `super()` without arguments. It stands for what CPython's `super` finds in the caller's frame.
    fn implicit_super(&mut self, span: Span, function: &'a Expression, implicit: &'a ImplicitSuper) -> Value {
        let callee = match &function.kind {
            ExpressionKind::Load(Place::Global(global)) if !crate::classes::stores_global(self.hir, *global) => None,
            _ => Some(self.expression(function)),
        };
        // No class and no receiver stands for a function without positional parameters.
        let class = match &implicit.class {
            _ if implicit.first_argument.is_none() => self.none(),
            Some(Place::Free(free)) => {
                let cell = self.builder.closure_cell(free.0);
                self.builder.cell_get(cell)
            }
            Some(Place::Cell(local)) => self.cell_content(*local),
            _ => self.none(),
        };
        let receiver = match &implicit.first_argument {
            Some(Place::Local(local)) => self.builder.local_get(self.slots[local.index()]),
            Some(Place::Cell(local)) => self.cell_content(*local),
            _ => self.builder.unbound(),
        };
        self.at(span);
        match callee {
            Some(callee) => self.intrinsic(Intrinsic::super_call, [], &[callee, class, receiver]),
            None => self.intrinsic(Intrinsic::super_new, [], &[class, receiver]),
        }
    }

    /// Sets the location of what follows to that of a call.
    fn at_call(&mut self, span: Span, function: &Expression) {
        match function.kind {
            ExpressionKind::Attribute { .. } => self.at_attribute(span, function.span),
            _ => self.at(span),
        }
    }
}

/// The keywords, if none is a double star.
fn plain_keywords(keywords: &[Keyword]) -> Option<Vec<(&str, &Expression)>> {
    keywords
        .iter()
        .map(|keyword| match keyword {
            Keyword::Named(name, value) => Some((name.as_str(), value)),
            Keyword::DoubleStar(_) => None,
        })
        .collect()
}
