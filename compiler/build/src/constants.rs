//! Literals as entries of the constant pool.

use dashu_int::UBig;
use moltc_hir as hir;
use moltc_hir::{Element, Expression, ExpressionKind};
use moltc_ir::{Constant, ConstantId, Value};

use crate::unit::Unit;

impl Unit<'_> {
    /// The value of a literal.
    pub(crate) fn literal(&mut self, literal: &hir::Constant) -> Value {
        let constant = constant(literal);
        self.pooled(constant)
    }

    /// The value of a constant.
    pub(crate) fn pooled(&mut self, constant: Constant) -> Value {
        let id = self.module.constants.intern(constant);
        self.builder.constant(id)
    }

    /// `None`.
    pub(crate) fn none(&mut self) -> Value {
        self.pooled(Constant::None)
    }

    /// A str.
    pub(crate) fn string(&mut self, text: &str) -> Value {
        self.pooled(Constant::str(text))
    }

    /// The tuple constant of these names.
    pub(crate) fn name_tuple<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) -> ConstantId {
        let items = names.into_iter().map(|name| self.module.constants.intern(Constant::str(name))).collect();
        self.module.constants.intern(Constant::Tuple(items))
    }

    /// The pool entry of an expression that is a literal or a tuple of such.
    pub(crate) fn constant_expression(&mut self, expression: &Expression) -> Option<ConstantId> {
        match &expression.kind {
            ExpressionKind::Constant(literal) => Some(self.module.constants.intern(constant(literal))),
            ExpressionKind::Tuple(elements) => self.constant_tuple(elements),
            _ => None,
        }
    }

    /// The tuple constant of elements that are all constant.
    pub(crate) fn constant_tuple(&mut self, elements: &[Element]) -> Option<ConstantId> {
        if !elements.iter().all(is_constant_element) {
            return None;
        }
        let mut items = Vec::with_capacity(elements.len());
        for element in elements {
            let Element::Item(item) = element else { return None };
            items.push(self.constant_expression(item)?);
        }
        Some(self.module.constants.intern(Constant::Tuple(items)))
    }
}

pub(crate) fn is_constant_element(element: &Element) -> bool {
    match element {
        Element::Item(item) => match &item.kind {
            ExpressionKind::Constant(_) => true,
            ExpressionKind::Tuple(elements) => elements.iter().all(is_constant_element),
            _ => false,
        },
        Element::Star(_) => false,
    }
}

/// The truth of a literal.
pub(crate) fn literal_truth(literal: &hir::Constant) -> bool {
    match literal {
        hir::Constant::None => false,
        hir::Constant::Boolean(value) => *value,
        hir::Constant::Ellipsis => true,
        hir::Constant::Integer(hir::Integer::Small(value)) => *value != 0,
        hir::Constant::Integer(hir::Integer::Big(_)) => true,
        hir::Constant::Float(bits) | hir::Constant::Imaginary(bits) => f64::from_bits(*bits) != 0.0,
        hir::Constant::String(text) => !text.is_empty(),
        hir::Constant::Bytes(bytes) => !bytes.is_empty(),
    }
}

/// A literal as a pool constant.
pub(crate) fn constant(literal: &hir::Constant) -> Constant {
    match literal {
        hir::Constant::None => Constant::None,
        hir::Constant::Boolean(value) => Constant::Bool(*value),
        hir::Constant::Ellipsis => Constant::Ellipsis,
        hir::Constant::Integer(hir::Integer::Small(value)) => Constant::Int(*value),
        hir::Constant::Integer(hir::Integer::Big(digits)) => {
            let value = UBig::from_str_radix(digits, 16).expect("HIR keeps big ints as hexadecimal digits");
            Constant::BigInt(value.to_string())
        }
        hir::Constant::Float(bits) => Constant::Float(*bits),
        hir::Constant::Imaginary(bits) => Constant::Complex(0.0_f64.to_bits(), *bits),
        hir::Constant::String(text) => Constant::Str(string(text)),
        hir::Constant::Bytes(bytes) => Constant::Bytes(bytes.clone()),
    }
}

/// Text as a pool string.
pub(crate) fn string(text: &hir::Text) -> moltc_ir::PythonString {
    match text.as_str() {
        Some(text) => moltc_ir::PythonString::from(text),
        None => moltc_ir::PythonString::from_code_points(code_points(text.as_wtf8()))
            .expect("WTF-8 encodes code points only"),
    }
}

/// The code points of WTF-8 bytes.
fn code_points(mut rest: &[u8]) -> Vec<u32> {
    let mut points = Vec::with_capacity(rest.len());
    while let Some(&first) = rest.first() {
        let (length, initial) = match first {
            0..0x80 => (1, first),
            0x80..0xE0 => (2, first & 0x1F),
            0xE0..0xF0 => (3, first & 0x0F),
            _ => (4, first & 0x07),
        };
        let length = length.min(rest.len());
        points.push(rest[1..length].iter().fold(u32::from(initial), |sum, byte| sum << 6 | u32::from(byte & 0x3F)));
        rest = &rest[length..];
    }
    points
}
