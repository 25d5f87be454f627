//! Displays of tuples, lists, sets and dicts, and f-strings.
//!
//! Long displays are built in pieces so that no call site needs a huge array.

use moltc_diagnostics::Span;
use moltc_hir::{Conversion, DictItem, Element, Expression, ExpressionKind, FormatPart};
use moltc_ir::{Constant, Intrinsic, Value};

use crate::constant_sets::CONSTANT_ITEMS;
use crate::constants::is_constant_element;
use crate::unit::Unit;

/// Most items that one instruction makes a display of.
const PIECE: usize = 64;

impl<'a> Unit<'a> {
    /// A tuple display.
    pub(crate) fn tuple(&mut self, elements: &'a [Element], span: Span) -> Value {
        if let Some(constant) = self.constant_tuple(elements) {
            return self.builder.constant(constant);
        }
        if let Some(items) = plain_items(elements).filter(|items| items.len() <= PIECE) {
            let items = self.expressions(items);
            self.at(span);
            return self.builder.make_tuple(&items);
        }
        let list = self.list(elements, span);
        self.at(span);
        self.intrinsic(Intrinsic::list_to_tuple, [], &[list])
    }

    /// A list display.
    pub(crate) fn list(&mut self, elements: &'a [Element], span: Span) -> Value {
        if elements.len() >= CONSTANT_ITEMS
            && let Some(constant) = self.constant_tuple(elements)
        {
            self.at(span);
            let list = self.builder.make_list(&[]);
            let items = self.builder.constant(constant);
            self.command(Intrinsic::list_extend, &[list, items]);
            return list;
        }
        let first: Vec<&Expression> = leading_items(elements).take(PIECE).collect();
        let rest = &elements[first.len()..];
        let items = self.expressions(first);
        self.at(span);
        let list = self.builder.make_list(&items);
        for element in rest {
            match element {
                Element::Item(item) => {
                    let item = self.expression(item);
                    self.at(span);
                    self.command(Intrinsic::list_append, &[list, item]);
                }
                Element::Star(operand) => {
                    let iterable = self.expression(operand);
                    self.at(span);
                    self.command(Intrinsic::list_extend, &[list, iterable]);
                }
            }
        }
        list
    }

    /// A set display. CPython fills one of constants from a frozenset, which decides the order of iteration.
    pub(crate) fn set(&mut self, elements: &'a [Element], span: Span) -> Value {
        let set = self.elements_of_set(elements, span);
        if elements.len() < CONSTANT_ITEMS || !elements.iter().all(is_constant_element) {
            return set;
        }
        let copy = self.builder.make_set(&[]);
        self.at(span);
        self.command(Intrinsic::set_update, &[copy, set]);
        copy
    }

    /// The iterable of a loop; a set of constants is the frozenset itself.
    pub(crate) fn iterable(&mut self, expression: &'a Expression) -> Value {
        match &expression.kind {
            ExpressionKind::Set(elements) => self.elements_of_set(elements, expression.span),
            _ => self.expression(expression),
        }
    }

    fn elements_of_set(&mut self, elements: &'a [Element], span: Span) -> Value {
        let elements = self.sets.filling_order(elements);
        let first: Vec<&Expression> = leading_items(elements).take(PIECE).collect();
        let rest = &elements[first.len()..];
        let items = self.expressions(first);
        self.at(span);
        let set = self.builder.make_set(&items);
        for element in rest {
            match element {
                Element::Item(item) => {
                    let item = self.expression(item);
                    self.at(span);
                    self.command(Intrinsic::set_add, &[set, item]);
                }
                Element::Star(operand) => {
                    let iterable = self.expression(operand);
                    self.at(span);
                    self.command(Intrinsic::set_update, &[set, iterable]);
                }
            }
        }
        set
    }

    /// A dict display. Runs of pairs are made at once, after all of their expressions, as CPython does.
    pub(crate) fn dict(&mut self, items: &'a [DictItem], span: Span) -> Value {
        let mut dict = None;
        let mut run = Vec::new();
        for item in items {
            match item {
                DictItem::Pair(key, value) => {
                    run.push(self.expression(key));
                    run.push(self.expression(value));
                    if run.len() == PIECE {
                        self.add_pairs(&mut dict, &mut run, span);
                    }
                }
                DictItem::DoubleStar(operand) => {
                    if dict.is_none() || !run.is_empty() {
                        self.add_pairs(&mut dict, &mut run, span);
                    }
                    let mapping = self.expression(operand);
                    self.at(span);
                    if let Some(dict) = dict {
                        self.command(Intrinsic::dict_update, &[dict, mapping]);
                    }
                }
            }
        }
        match dict {
            Some(dict) if run.is_empty() => dict,
            _ => self.add_pairs(&mut dict, &mut run, span),
        }
    }

    /// Moves a run of pairs to the dict, which is made if need be.
    fn add_pairs(&mut self, dict: &mut Option<Value>, run: &mut Vec<Value>, span: Span) -> Value {
        self.at(span);
        let pairs = std::mem::take(run);
        match *dict {
            None => *dict.insert(self.builder.make_dict(&pairs)),
            Some(dict) => {
                for pair in pairs.chunks(2) {
                    self.command(Intrinsic::dict_set, &[dict, pair[0], pair[1]]);
                }
                dict
            }
        }
    }

    /// An f-string.
    pub(crate) fn formatted_string(&mut self, parts: &'a [FormatPart], span: Span) -> Value {
        let mut strings = Vec::with_capacity(parts.len());
        for part in parts {
            strings.push(match part {
                FormatPart::Literal(text) => self.pooled(Constant::Str(crate::constants::string(text))),
                FormatPart::Value { value, conversion, specification, span } => {
                    self.formatted_value(value, *conversion, specification.as_deref(), *span)
                }
            });
        }
        match strings.as_slice() {
            [] => self.string(""),
            [only] => *only,
            _ => {
                self.at(span);
                self.builder.make_string(&strings)
            }
        }
    }

    /// One formatted value of an f-string. The conversion happens before the specification is evaluated.
    fn formatted_value(
        &mut self,
        value: &'a Expression,
        conversion: Conversion,
        specification: Option<&'a Expression>,
        span: Span,
    ) -> Value {
        let mut operand = self.expression(value);
        let mut number = conversion_number(conversion);
        let specification = match specification {
            None => self.builder.unbound(),
            Some(specification) => {
                if number != 0 && !self.is_quiet(specification) {
                    self.at(span);
                    let unbound = self.builder.unbound();
                    operand = self.intrinsic(Intrinsic::format_value, [number], &[operand, unbound]);
                    number = 0;
                }
                self.expression(specification)
            }
        };
        self.at(span);
        self.intrinsic(Intrinsic::format_value, [number], &[operand, specification])
    }

    /// Evaluates expressions in order.
    pub(crate) fn expressions(&mut self, expressions: impl IntoIterator<Item = &'a Expression>) -> Vec<Value> {
        expressions.into_iter().map(|expression| self.expression(expression)).collect()
    }
}

/// What `format_value` calls the conversion.
const fn conversion_number(conversion: Conversion) -> u32 {
    match conversion {
        Conversion::None => 0,
        Conversion::Str => 's' as u32,
        Conversion::Repr => 'r' as u32,
        Conversion::Ascii => 'a' as u32,
    }
}

/// The items before the first star.
fn leading_items(elements: &[Element]) -> impl Iterator<Item = &Expression> {
    elements.iter().map_while(|element| match element {
        Element::Item(item) => Some(item),
        Element::Star(_) => None,
    })
}

/// The items, if none is starred.
pub(crate) fn plain_items(elements: &[Element]) -> Option<Vec<&Expression>> {
    let items: Vec<&Expression> = leading_items(elements).collect();
    (items.len() == elements.len()).then_some(items)
}
