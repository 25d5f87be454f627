//! Expressions.

use moltc_diagnostics::{Category, Span};
use moltc_syntax::ast::{self, BoolOp, CmpOp, Expr, Operator, UnaryOp};
use moltc_syntax::{Ranged, span as span_of};

use super::{Lowerer, expression};
use crate::scope::{Resolution, ScopeId};
use crate::{
    BinaryOperator, BooleanOperator, Comparison, Comprehension, ComprehensionClause, ComprehensionKind, Constant,
    DictItem, Element, Expression, ExpressionKind, ImplicitSuper, Keyword, LocalId, Place, UnaryOperator,
};

impl Lowerer<'_> {
    pub(super) fn expression(&mut self, node: &Expr) -> Expression {
        let span = span_of(node.range());
        let kind = match node {
            Expr::Name(name) if name.id == "__debug__" => ExpressionKind::Constant(Constant::Boolean(true)),
            Expr::Name(name) => ExpressionKind::Load(self.place(&name.id)),
            Expr::NoneLiteral(_) => ExpressionKind::Constant(Constant::None),
            Expr::BooleanLiteral(literal) => ExpressionKind::Constant(Constant::Boolean(literal.value)),
            Expr::EllipsisLiteral(_) => ExpressionKind::Constant(Constant::Ellipsis),
            Expr::NumberLiteral(literal) => return self.number(literal),
            Expr::StringLiteral(literal) => ExpressionKind::Constant(Constant::String(self.string_value(literal))),
            Expr::BytesLiteral(literal) => ExpressionKind::Constant(Constant::Bytes(literal.value.bytes().collect())),
            Expr::FString(string) => return self.format_string(string),
            Expr::TString(_) => return self.refused("t-strings are", node),
            Expr::BoolOp(node) => {
                let operator = match node.op {
                    BoolOp::And => BooleanOperator::And,
                    BoolOp::Or => BooleanOperator::Or,
                };
                ExpressionKind::Boolean(operator, node.values.iter().map(|value| self.expression(value)).collect())
            }
            Expr::Named(node) => {
                let value = Box::new(self.expression(&node.value));
                let Expr::Name(name) = node.target.as_ref() else {
                    unreachable!("the parser only accepts names before :=")
                };
                ExpressionKind::Assign { place: self.place(&name.id), value }
            }
            Expr::BinOp(node) => {
                let left = Box::new(self.expression(&node.left));
                let right = Box::new(self.expression(&node.right));
                ExpressionKind::Binary(binary_operator(node.op), left, right)
            }
            Expr::UnaryOp(node) => {
                let operand = Box::new(self.expression(&node.operand));
                match node.op {
                    UnaryOp::Not => ExpressionKind::Not(operand),
                    UnaryOp::Invert => ExpressionKind::Unary(UnaryOperator::Invert, operand),
                    UnaryOp::UAdd => ExpressionKind::Unary(UnaryOperator::Positive, operand),
                    UnaryOp::USub => ExpressionKind::Unary(UnaryOperator::Negative, operand),
                }
            }
            Expr::Compare(node) => {
                let first = Box::new(self.expression(&node.left));
                let rest = node.ops.iter().zip(&node.comparators);
                let rest = rest.map(|(operator, operand)| (comparison(*operator), self.expression(operand))).collect();
                ExpressionKind::Compare { first, rest }
            }
            Expr::If(node) => {
                let test = Box::new(self.expression(&node.test));
                let body = Box::new(self.expression(&node.body));
                let orelse = Box::new(self.expression(&node.orelse));
                ExpressionKind::Conditional { test, body, orelse }
            }
            Expr::Attribute(node) => {
                let object = Box::new(self.expression(&node.value));
                ExpressionKind::Attribute { object, name: self.mangled(&node.attr.id) }
            }
            Expr::Subscript(node) => {
                let object = Box::new(self.expression(&node.value));
                ExpressionKind::Subscript { object, index: Box::new(self.expression(&node.slice)) }
            }
            Expr::Slice(node) => {
                let mut part = |part: &Option<Box<Expr>>| part.as_ref().map(|part| Box::new(self.expression(part)));
                ExpressionKind::Slice { lower: part(&node.lower), upper: part(&node.upper), step: part(&node.step) }
            }
            Expr::Call(node) => self.call(node),
            Expr::Tuple(node) => ExpressionKind::Tuple(self.elements(&node.elts)),
            Expr::List(node) => ExpressionKind::List(self.elements(&node.elts)),
            Expr::Set(node) => ExpressionKind::Set(self.elements(&node.elts)),
            Expr::Dict(node) => {
                let items = node.items.iter().map(|item| match &item.key {
                    Some(key) => {
                        let key = self.expression(key);
                        DictItem::Pair(key, self.expression(&item.value))
                    }
                    None => DictItem::DoubleStar(self.expression(&item.value)),
                });
                ExpressionKind::Dict(items.collect())
            }
            Expr::Lambda(lambda) => return self.lambda(lambda),
            Expr::Generator(generator) => return self.generator(generator, span),
            Expr::ListComp(node) => self.comprehension(span, &node.generators, &[&node.elt], |mut elements| {
                ComprehensionKind::List(elements.remove(0))
            }),
            Expr::SetComp(node) => self.comprehension(span, &node.generators, &[&node.elt], |mut elements| {
                ComprehensionKind::Set(elements.remove(0))
            }),
            Expr::DictComp(node) => {
                let elements = [node.key.as_ref(), node.value.as_ref()];
                self.comprehension(span, &node.generators, &elements, |mut elements| {
                    let key = elements.remove(0);
                    ComprehensionKind::Dict(key, elements.remove(0))
                })
            }
            Expr::Yield(node) => {
                ExpressionKind::Yield(node.value.as_ref().map(|value| Box::new(self.expression(value))))
            }
            Expr::YieldFrom(node) => ExpressionKind::YieldFrom(Box::new(self.expression(&node.value))),
            Expr::Await(_) => return self.refused("'await' is", node),
            Expr::Starred(_) => {
                self.error(Category::SyntaxError, "can't use starred expression here", span);
                ExpressionKind::Constant(Constant::None)
            }
            Expr::IpyEscapeCommand(_) => unreachable!("the parser's module mode has no escape commands"),
        };
        expression(kind, span)
    }

    pub(super) fn elements(&mut self, elements: &[Expr]) -> Vec<Element> {
        let lower = |element: &Expr| match element {
            Expr::Starred(starred) => Element::Star(self.expression(&starred.value)),
            other => Element::Item(self.expression(other)),
        };
        elements.iter().map(lower).collect()
    }

    /// Positional arguments (or bases), then keywords: the order of evaluation.
    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) -> (Vec<Element>, Vec<Keyword>) {
        let positional = match arguments.args.as_ref() {
            [Expr::Generator(generator)] if !generator.parenthesized => {
                vec![Element::Item(self.generator(generator, span_of(arguments.range)))]
            }
            elements => self.elements(elements),
        };
        let keywords = arguments.keywords.iter().map(|keyword| {
            let value = self.expression(&keyword.value);
            match &keyword.arg {
                Some(name) => Keyword::Named(name.id.to_string(), value),
                None => Keyword::DoubleStar(value),
            }
        });
        (positional, keywords.collect())
    }

    fn call(&mut self, node: &ast::ExprCall) -> ExpressionKind {
        let function = Box::new(self.expression(&node.func));
        let (arguments, keywords) = self.arguments(&node.arguments);
        let is_super = matches!(node.func.as_ref(), Expr::Name(name) if name.id == "super")
            && matches!(function.kind, ExpressionKind::Load(Place::Global(_) | Place::Class(_)))
            && arguments.is_empty()
            && keywords.is_empty();
        let implicit_super = is_super.then(|| self.implicit_super());
        ExpressionKind::Call { function, arguments, keywords, implicit_super }
    }

    fn implicit_super(&self) -> ImplicitSuper {
        let unit = self.scopes.scope(self.scope).unit;
        let class = match self.scopes.resolution(self.scope, "__class__") {
            Some(Resolution::Variable(variable)) => Some(self.scopes.place_of(unit, variable)),
            _ => None,
        };
        ImplicitSuper { class, first_argument: self.first_argument() }
    }

    /// The first positional parameter of the unit being lowered.
    fn first_argument(&self) -> Option<Place> {
        let locals = &self.scopes.unit(self.unit.id).locals;
        let first = locals.first().filter(|local| local.is_parameter && self.unit.has_positional)?;
        Some(if first.is_cell { Place::Cell(LocalId(0)) } else { Place::Local(LocalId(0)) })
    }

    fn comprehension(
        &mut self,
        span: Span,
        generators: &[ast::Comprehension],
        elements: &[&Expr],
        build: impl FnOnce(Vec<Expression>) -> ComprehensionKind,
    ) -> ExpressionKind {
        let scope = self.scopes.opened_by(span);
        let outer = self.scope;
        let mut clauses = Vec::new();
        for (index, generator) in generators.iter().enumerate() {
            if generator.is_async {
                self.unsupported("'async for' is", generator);
            }
            // The outermost iterable is evaluated outside.
            self.scope = if index == 0 { outer } else { scope };
            let iterable = self.expression(&generator.iter);
            self.scope = scope;
            let target = self.target(&generator.target);
            let conditions = generator.ifs.iter().map(|condition| self.expression(condition)).collect();
            clauses.push(ComprehensionClause { iterable, target, conditions });
        }
        let elements = elements.iter().map(|element| self.expression(element)).collect();
        self.scope = outer;
        let hidden_locals = self.hidden_locals(scope);
        ExpressionKind::Comprehension(Box::new(Comprehension { kind: build(elements), clauses, hidden_locals }))
    }

    /// The locals that a comprehension's scope owns.
    fn hidden_locals(&self, scope: ScopeId) -> Vec<LocalId> {
        let symbols = self.scopes.scope(scope).symbols.iter();
        symbols
            .filter(|symbol| symbol.is_bound)
            .filter_map(|symbol| match symbol.resolution {
                Resolution::Variable(variable) => Some(self.scopes.variable(variable).local),
                _ => None,
            })
            .collect()
    }
}

pub(super) const fn binary_operator(operator: Operator) -> BinaryOperator {
    match operator {
        Operator::Add => BinaryOperator::Add,
        Operator::Sub => BinaryOperator::Subtract,
        Operator::Mult => BinaryOperator::Multiply,
        Operator::MatMult => BinaryOperator::MatrixMultiply,
        Operator::Div => BinaryOperator::TrueDivide,
        Operator::Mod => BinaryOperator::Remainder,
        Operator::Pow => BinaryOperator::Power,
        Operator::LShift => BinaryOperator::LeftShift,
        Operator::RShift => BinaryOperator::RightShift,
        Operator::BitOr => BinaryOperator::BitOr,
        Operator::BitXor => BinaryOperator::BitXor,
        Operator::BitAnd => BinaryOperator::BitAnd,
        Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}

const fn comparison(operator: CmpOp) -> Comparison {
    match operator {
        CmpOp::Eq => Comparison::Equal,
        CmpOp::NotEq => Comparison::NotEqual,
        CmpOp::Lt => Comparison::Less,
        CmpOp::LtE => Comparison::LessOrEqual,
        CmpOp::Gt => Comparison::Greater,
        CmpOp::GtE => Comparison::GreaterOrEqual,
        CmpOp::Is => Comparison::Is,
        CmpOp::IsNot => Comparison::IsNot,
        CmpOp::In => Comparison::In,
        CmpOp::NotIn => Comparison::NotIn,
    }
}
