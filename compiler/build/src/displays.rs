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
/// Most pairs of a dict display in one group.
const LARGEST_GROUP: usize = 17;
/// Most pairs of a group that are evaluated before the first one is looked at.
const PAIRS_AT_ONCE: usize = 15;
/// Most items of a set display that are evaluated before the first one is looked at.
const ITEMS_AT_ONCE: usize = 30;

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
        // As CPython, since it shows when items are hashed and compared.
        let is_small = elements.len() <= ITEMS_AT_ONCE || elements.iter().all(is_constant_element);
        let first: Vec<&Expression> = leading_items(elements).take(if is_small { PIECE } else { 0 }).collect();
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

    /// A dict display, in groups of pairs as CPython makes them: when keys are hashed and compared shows.
    pub(crate) fn dict(&mut self, items: &'a [DictItem], span: Span) -> Value {
        let mut dict = None;
        let mut group: Vec<(&Expression, &Expression)> = Vec::new();
        for item in items {
            match item {
                DictItem::Pair(key, value) => {
                    group.push((key, value));
                    if group.len() == LARGEST_GROUP {
                        self.add_group(&mut dict, &mut group, span);
                    }
                }
                DictItem::DoubleStar(operand) => {
                    if dict.is_none() || !group.is_empty() {
                        self.add_group(&mut dict, &mut group, span);
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
            Some(dict) if group.is_empty() => dict,
            _ => self.add_group(&mut dict, &mut group, span),
        }
    }

    /// Makes a dict of a group of pairs, and moves it to the dict that there may be already. All expressions of a small group
    /// are evaluated first, those of a large one pair by pair; for constants that is the same.
    fn add_group(
        &mut self,
        dict: &mut Option<Value>,
        group: &mut Vec<(&'a Expression, &'a Expression)>,
        span: Span,
    ) -> Value {
        let group = std::mem::take(group);
        let is_constant = |expression: &Expression| matches!(expression.kind, ExpressionKind::Constant(_));
        let is_small =
            group.len() <= PAIRS_AT_ONCE || group.iter().all(|(key, value)| is_constant(key) && is_constant(value));
        let made = if is_small {
            let values = self.expressions(group.into_iter().flat_map(|(key, value)| [key, value]));
            self.at(span);
            self.builder.make_dict(&values)
        } else {
            self.at(span);
            let made = self.builder.make_dict(&[]);
            for (key, value) in group {
                let (key, value) = (self.expression(key), self.expression(value));
                self.at(span);
                self.command(Intrinsic::dict_set, &[made, key, value]);
            }
            made
        };
        match *dict {
            None => *dict.insert(made),
            Some(dict) => {
                self.command(Intrinsic::dict_update, &[dict, made]);
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
