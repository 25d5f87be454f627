//! Expressions in text, fully parenthesised.

use std::fmt::{self, Formatter};

use super::{Dump, Quoted};
use crate::{
    BinaryOperator, BooleanOperator, Comparison, Comprehension, ComprehensionKind, Conversion, DictItem, Element,
    Expression, ExpressionKind, FormatPart, Keyword, PatternOperation, Place, UnaryOperator,
};

impl Dump<'_> {
    pub(super) fn expression(self, formatter: &mut Formatter<'_>, expression: &Expression) -> fmt::Result {
        match &expression.kind {
            ExpressionKind::Constant(constant) => write!(formatter, "{constant}"),
            ExpressionKind::AssertionError => write!(formatter, "<AssertionError>"),
            ExpressionKind::Load(place) => self.place(formatter, place),
            ExpressionKind::Unary(operator, operand) => {
                let symbol = match operator {
                    UnaryOperator::Negative => "-",
                    UnaryOperator::Positive => "+",
                    UnaryOperator::Invert => "~",
                };
                write!(formatter, "{symbol}")?;
                self.expression(formatter, operand)
            }
            ExpressionKind::Not(operand) => {
                write!(formatter, "not ")?;
                self.expression(formatter, operand)
            }
            ExpressionKind::Binary(operator, left, right) => {
                write!(formatter, "(")?;
                self.expression(formatter, left)?;
                write!(formatter, " {} ", operator.symbol())?;
                self.expression(formatter, right)?;
                write!(formatter, ")")
            }
            ExpressionKind::Compare { first, rest } => {
                write!(formatter, "(")?;
                self.expression(formatter, first)?;
                for (comparison, operand) in rest {
                    write!(formatter, " {} ", comparison.symbol())?;
                    self.expression(formatter, operand)?;
                }
                write!(formatter, ")")
            }
            ExpressionKind::Boolean(operator, operands) => {
                let symbol = match operator {
                    BooleanOperator::And => " and ",
                    BooleanOperator::Or => " or ",
                };
                write!(formatter, "(")?;
                for (index, operand) in operands.iter().enumerate() {
                    write!(formatter, "{}", if index == 0 { "" } else { symbol })?;
                    self.expression(formatter, operand)?;
                }
                write!(formatter, ")")
            }
            ExpressionKind::Conditional { test, body, orelse } => {
                write!(formatter, "(")?;
                self.expression(formatter, body)?;
                write!(formatter, " if ")?;
                self.expression(formatter, test)?;
                write!(formatter, " else ")?;
                self.expression(formatter, orelse)?;
                write!(formatter, ")")
            }
            ExpressionKind::Attribute { object, name } => self.attribute(formatter, object, name),
            ExpressionKind::Subscript { object, index } => self.subscript(formatter, object, index),
            ExpressionKind::Slice { lower, upper, step } => {
                for (index, part) in [lower, upper, step].into_iter().enumerate() {
                    write!(formatter, "{}", if index == 0 { "" } else { ":" })?;
                    if let Some(part) = part {
                        self.expression(formatter, part)?;
                    }
                }
                Ok(())
            }
            ExpressionKind::Call { function, arguments, keywords, implicit_super } => {
                self.expression(formatter, function)?;
                self.arguments(formatter, arguments, keywords)?;
                if let Some(implicit) = implicit_super {
                    write!(formatter, "<super class=")?;
                    self.optional_place(formatter, implicit.class.as_ref())?;
                    write!(formatter, " first=")?;
                    self.optional_place(formatter, implicit.first_argument.as_ref())?;
                    write!(formatter, ">")?;
                }
                Ok(())
            }
            ExpressionKind::Tuple(elements) => {
                write!(formatter, "(")?;
                for element in elements {
                    self.element(formatter, element)?;
                    write!(formatter, ", ")?;
                }
                write!(formatter, ")")
            }
            ExpressionKind::List(elements) => self.display(formatter, "[", elements, "]"),
            ExpressionKind::Set(elements) => self.display(formatter, "{", elements, "}"),
            ExpressionKind::Dict(items) => {
                write!(formatter, "{{")?;
                self.separated(formatter, items, |formatter, item| match item {
                    DictItem::Pair(key, value) => self.pair(formatter, key, value),
                    DictItem::DoubleStar(mapping) => {
                        write!(formatter, "**")?;
                        self.expression(formatter, mapping)
                    }
                })?;
                write!(formatter, "}}")
            }
            ExpressionKind::FormattedString(parts) => {
                write!(formatter, "format(")?;
                self.separated(formatter, parts, |formatter, part| self.format_part(formatter, part))?;
                write!(formatter, ")")
            }
            ExpressionKind::Assign { place, value } => {
                write!(formatter, "(")?;
                self.place(formatter, place)?;
                write!(formatter, " := ")?;
                self.expression(formatter, value)?;
                write!(formatter, ")")
            }
            ExpressionKind::MakeFunction { function, defaults, keyword_defaults, annotate } => {
                write!(formatter, "make {function}")?;
                if !defaults.is_empty() {
                    write!(formatter, " defaults (")?;
                    self.separated(formatter, defaults, |formatter, value| self.expression(formatter, value))?;
                    write!(formatter, ")")?;
                }
                if !keyword_defaults.is_empty() {
                    write!(formatter, " keyword defaults (")?;
                    self.separated(formatter, keyword_defaults, |formatter, (name, value)| {
                        write!(formatter, "{name}=")?;
                        self.expression(formatter, value)
                    })?;
                    write!(formatter, ")")?;
                }
                match annotate {
                    Some(annotate) => write!(formatter, " annotate {annotate}"),
                    None => Ok(()),
                }
            }
            ExpressionKind::MakeClass { body, name, bases, keywords } => {
                write!(formatter, "make class {name} {body}")?;
                self.arguments(formatter, bases, keywords)
            }
            ExpressionKind::Comprehension(comprehension) => self.comprehension(formatter, comprehension),
            ExpressionKind::Generator { function, iterable } => {
                write!(formatter, "generate {function}(iter ")?;
                self.expression(formatter, iterable)?;
                write!(formatter, ")")
            }
            ExpressionKind::Yield(value) => {
                write!(formatter, "(yield")?;
                if let Some(value) = value {
                    write!(formatter, " ")?;
                    self.expression(formatter, value)?;
                }
                write!(formatter, ")")
            }
            ExpressionKind::YieldFrom(iterable) => {
                write!(formatter, "(yield from ")?;
                self.expression(formatter, iterable)?;
                write!(formatter, ")")
            }
            ExpressionKind::Pattern(operation) => self.pattern(formatter, operation),
            ExpressionKind::Block(statements, value) => {
                write!(formatter, "do {{")?;
                for statement in statements {
                    self.simple_statement(formatter, &statement.kind)?;
                    write!(formatter, "; ")?;
                }
                self.expression(formatter, value)?;
                write!(formatter, "}}")
            }
        }
    }

    pub(super) fn separated<T>(
        self,
        formatter: &mut Formatter<'_>,
        items: &[T],
        mut print: impl FnMut(&mut Formatter<'_>, &T) -> fmt::Result,
    ) -> fmt::Result {
        for (index, item) in items.iter().enumerate() {
            write!(formatter, "{}", if index == 0 { "" } else { ", " })?;
            print(formatter, item)?;
        }
        Ok(())
    }

    pub(super) fn attribute(self, formatter: &mut Formatter<'_>, object: &Expression, name: &str) -> fmt::Result {
        self.expression(formatter, object)?;
        write!(formatter, ".{name}")
    }

    pub(super) fn subscript(
        self,
        formatter: &mut Formatter<'_>,
        object: &Expression,
        index: &Expression,
    ) -> fmt::Result {
        self.expression(formatter, object)?;
        write!(formatter, "[")?;
        self.expression(formatter, index)?;
        write!(formatter, "]")
    }

    fn pair(self, formatter: &mut Formatter<'_>, key: &Expression, value: &Expression) -> fmt::Result {
        self.expression(formatter, key)?;
        write!(formatter, ": ")?;
        self.expression(formatter, value)
    }

    fn optional_place(self, formatter: &mut Formatter<'_>, place: Option<&Place>) -> fmt::Result {
        match place {
            Some(place) => self.place(formatter, place),
            None => write!(formatter, "none"),
        }
    }

    fn element(self, formatter: &mut Formatter<'_>, element: &Element) -> fmt::Result {
        match element {
            Element::Item(value) => self.expression(formatter, value),
            Element::Star(value) => {
                write!(formatter, "*")?;
                self.expression(formatter, value)
            }
        }
    }

    fn display(self, formatter: &mut Formatter<'_>, open: &str, elements: &[Element], close: &str) -> fmt::Result {
        write!(formatter, "{open}")?;
        self.separated(formatter, elements, |formatter, element| self.element(formatter, element))?;
        write!(formatter, "{close}")
    }

    fn arguments(self, formatter: &mut Formatter<'_>, arguments: &[Element], keywords: &[Keyword]) -> fmt::Result {
        write!(formatter, "(")?;
        self.separated(formatter, arguments, |formatter, element| self.element(formatter, element))?;
        if !arguments.is_empty() && !keywords.is_empty() {
            write!(formatter, ", ")?;
        }
        self.separated(formatter, keywords, |formatter, keyword| match keyword {
            Keyword::Named(name, value) => {
                write!(formatter, "{name}=")?;
                self.expression(formatter, value)
            }
            Keyword::DoubleStar(value) => {
                write!(formatter, "**")?;
                self.expression(formatter, value)
            }
        })?;
        write!(formatter, ")")
    }

    fn format_part(self, formatter: &mut Formatter<'_>, part: &FormatPart) -> fmt::Result {
        match part {
            FormatPart::Literal(text) => write!(formatter, "{}", Quoted(text)),
            FormatPart::Value { value, conversion, specification, .. } => {
                write!(formatter, "{{")?;
                self.expression(formatter, value)?;
                let conversion = match conversion {
                    Conversion::None => "",
                    Conversion::Str => "!s",
                    Conversion::Repr => "!r",
                    Conversion::Ascii => "!a",
                };
                write!(formatter, "{conversion}")?;
                if let Some(specification) = specification {
                    write!(formatter, " : ")?;
                    self.expression(formatter, specification)?;
                }
                write!(formatter, "}}")
            }
        }
    }

    fn comprehension(self, formatter: &mut Formatter<'_>, comprehension: &Comprehension) -> fmt::Result {
        let close = match &comprehension.kind {
            ComprehensionKind::List(element) => {
                write!(formatter, "[")?;
                self.expression(formatter, element)?;
                "]"
            }
            ComprehensionKind::Set(element) => {
                write!(formatter, "{{")?;
                self.expression(formatter, element)?;
                "}"
            }
            ComprehensionKind::Dict(key, value) => {
                write!(formatter, "{{")?;
                self.pair(formatter, key, value)?;
                "}"
            }
        };
        for clause in &comprehension.clauses {
            write!(formatter, " for ")?;
            self.target(formatter, &clause.target)?;
            write!(formatter, " in ")?;
            self.expression(formatter, &clause.iterable)?;
            for condition in &clause.conditions {
                write!(formatter, " if ")?;
                self.expression(formatter, condition)?;
            }
        }
        if !comprehension.hidden_locals.is_empty() {
            write!(formatter, " hiding ")?;
            self.separated(formatter, &comprehension.hidden_locals, |formatter, local| write!(formatter, "{local}"))?;
        }
        write!(formatter, "{close}")
    }

    fn pattern(self, formatter: &mut Formatter<'_>, operation: &PatternOperation) -> fmt::Result {
        let (name, operands): (String, Vec<&Expression>) = match operation {
            PatternOperation::IsSequence(subject) => ("is_sequence".to_owned(), vec![subject]),
            PatternOperation::IsMapping(subject) => ("is_mapping".to_owned(), vec![subject]),
            PatternOperation::Length(subject) => ("length".to_owned(), vec![subject]),
            PatternOperation::Keys { subject, keys } => ("keys".to_owned(), vec![subject, keys]),
            PatternOperation::Rest { subject, keys } => ("rest".to_owned(), vec![subject, keys]),
            PatternOperation::Class { subject, class, positional, keywords } => {
                (format!("class[{positional}; {}]", keywords.join(", ")), vec![subject, class])
            }
        };
        write!(formatter, "match.{name}(")?;
        self.separated(formatter, &operands, |formatter, operand| self.expression(formatter, operand))?;
        write!(formatter, ")")
    }
}

impl BinaryOperator {
    /// The operator as it is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::MatrixMultiply => "@",
            Self::TrueDivide => "/",
            Self::FloorDivide => "//",
            Self::Remainder => "%",
            Self::Power => "**",
            Self::LeftShift => "<<",
            Self::RightShift => ">>",
            Self::BitAnd => "&",
            Self::BitOr => "|",
            Self::BitXor => "^",
        }
    }
}

impl Comparison {
    /// The operator as it is written.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::In => "in",
            Self::NotIn => "not in",
        }
    }
}
