//! Annotations as type hints.

use moltc_syntax::ast::{Expr, Operator};

use super::Lowerer;
use crate::TypeHint;

impl Lowerer<'_> {
    /// What an annotation says, as far as it is simple.
    pub(super) fn hint(&self, annotation: &Expr) -> TypeHint {
        match annotation {
            Expr::NoneLiteral(_) => TypeHint::None,
            Expr::Name(_) | Expr::Attribute(_) => dotted_name(annotation).map_or(TypeHint::Unknown, TypeHint::Name),
            Expr::StringLiteral(literal) => {
                let text = literal.value.to_str();
                let is_name = text.split('.').all(|part| {
                    part.starts_with(|first: char| first.is_alphabetic() || first == '_')
                        && part.chars().all(|character| character.is_alphanumeric() || character == '_')
                });
                match text {
                    "None" => TypeHint::None,
                    _ if is_name => TypeHint::Name(text.to_owned()),
                    _ => TypeHint::Unknown,
                }
            }
            Expr::BinOp(union) if union.op == Operator::BitOr => {
                join(vec![self.hint(&union.left), self.hint(&union.right)])
            }
            Expr::Subscript(subscript) => {
                let Some(generic) = dotted_name(&subscript.value) else { return TypeHint::Unknown };
                let arguments: Vec<TypeHint> = match subscript.slice.as_ref() {
                    Expr::Tuple(tuple) => tuple.elts.iter().map(|argument| self.hint(argument)).collect(),
                    argument => vec![self.hint(argument)],
                };
                match generic.rsplit('.').next() {
                    Some("Optional") => join(arguments.into_iter().chain([TypeHint::None]).collect()),
                    Some("Union") => join(arguments),
                    _ => TypeHint::Generic(generic, arguments),
                }
            }
            _ => TypeHint::Unknown,
        }
    }
}

fn join(parts: Vec<TypeHint>) -> TypeHint {
    let mut members = Vec::new();
    for part in parts {
        match part {
            TypeHint::Unknown => return TypeHint::Unknown,
            TypeHint::Union(inner) => members.extend(inner),
            other => members.push(other),
        }
    }
    TypeHint::Union(members)
}

fn dotted_name(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Name(name) => Some(name.id.to_string()),
        Expr::Attribute(attribute) => Some(format!("{}.{}", dotted_name(&attribute.value)?, attribute.attr)),
        _ => None,
    }
}
