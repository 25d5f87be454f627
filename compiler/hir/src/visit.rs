//! Walking HIR.
//!
//! A [`Visitor`] overrides what it cares about and calls the `walk_` function of the same name to go on inside. Children are
//! visited in the order of evaluation. Inner units are not entered: they are entries of [`Module::functions`](crate::Module).

use crate::{
    AugmentedTarget, ComprehensionKind, DeleteTarget, DictItem, Element, Expression, ExpressionKind, FormatPart,
    ImportBinding, Keyword, PatternOperation, Place, Statement, StatementKind, Target, TargetKind,
};

/// What happens to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Its value is used.
    Load,
    /// It gets a value.
    Store,
    /// It becomes unbound.
    Delete,
}

/// Sees the nodes of a unit's body.
pub trait Visitor<'a> {
    /// A statement.
    fn statement(&mut self, statement: &'a Statement) {
        walk_statement(self, statement);
    }

    /// An expression.
    fn expression(&mut self, expression: &'a Expression) {
        walk_expression(self, expression);
    }

    /// An assignment target.
    fn target(&mut self, target: &'a Target) {
        walk_target(self, target);
    }

    /// A use of a place. An augmented assignment loads, then stores.
    fn place(&mut self, place: &'a Place, access: Access) {
        let _ = (place, access);
    }
}

/// Visits a suite.
pub fn walk_body<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, body: &'a [Statement]) {
    for statement in body {
        visitor.statement(statement);
    }
}

/// Visits the parts of a statement.
pub fn walk_statement<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, statement: &'a Statement) {
    match &statement.kind {
        StatementKind::Expression(value) => visitor.expression(value),
        StatementKind::Assign { targets, value } => {
            visitor.expression(value);
            targets.iter().for_each(|target| visitor.target(target));
        }
        StatementKind::AugmentedAssign { target, value, .. } => {
            match target {
                AugmentedTarget::Place(place, _) => visitor.place(place, Access::Load),
                AugmentedTarget::Attribute { object, .. } => visitor.expression(object),
                AugmentedTarget::Subscript { object, index, .. } => {
                    visitor.expression(object);
                    visitor.expression(index);
                }
            }
            visitor.expression(value);
            if let AugmentedTarget::Place(place, _) = target {
                visitor.place(place, Access::Store);
            }
        }
        StatementKind::Delete(targets) => {
            for target in targets {
                match target {
                    DeleteTarget::Place(place, _) => visitor.place(place, Access::Delete),
                    DeleteTarget::Attribute { object, .. } => visitor.expression(object),
                    DeleteTarget::Subscript { object, index, .. } => {
                        visitor.expression(object);
                        visitor.expression(index);
                    }
                }
            }
        }
        StatementKind::Return(value) => value.iter().for_each(|value| visitor.expression(value)),
        StatementKind::Raise { exception, cause } => {
            exception.iter().chain(cause).for_each(|value| visitor.expression(value));
        }
        StatementKind::If { branches, orelse } => {
            for branch in branches {
                visitor.expression(&branch.test);
                walk_body(visitor, &branch.body);
            }
            walk_body(visitor, orelse);
        }
        StatementKind::While { test, body, orelse } => {
            visitor.expression(test);
            walk_body(visitor, body);
            walk_body(visitor, orelse);
        }
        StatementKind::For { target, iterable, body, orelse } => {
            visitor.expression(iterable);
            visitor.target(target);
            walk_body(visitor, body);
            walk_body(visitor, orelse);
        }
        StatementKind::Break | StatementKind::Continue | StatementKind::ImportStar { .. } => {}
        StatementKind::Try { body, handlers, orelse, finally } => {
            walk_body(visitor, body);
            for handler in handlers {
                handler.exception_type.iter().for_each(|exception_type| visitor.expression(exception_type));
                handler.name.iter().for_each(|name| visitor.place(name, Access::Store));
                walk_body(visitor, &handler.body);
                handler.name.iter().for_each(|name| visitor.place(name, Access::Delete));
            }
            walk_body(visitor, orelse);
            walk_body(visitor, finally);
        }
        StatementKind::With { context, target, body } => {
            visitor.expression(context);
            target.iter().for_each(|target| visitor.target(target));
            walk_body(visitor, body);
        }
        StatementKind::Import { binding: ImportBinding::Top(place) | ImportBinding::Leaf(place), .. } => {
            visitor.place(place, Access::Store);
        }
        StatementKind::ImportFrom { names, .. } => {
            names.iter().for_each(|name| visitor.place(&name.place, Access::Store));
        }
    }
}

/// Visits the parts of an assignment target.
pub fn walk_target<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, target: &'a Target) {
    match &target.kind {
        TargetKind::Place(place) => visitor.place(place, Access::Store),
        TargetKind::Attribute { object, .. } => visitor.expression(object),
        TargetKind::Subscript { object, index } => {
            visitor.expression(object);
            visitor.expression(index);
        }
        TargetKind::Unpack { before, star, after } => {
            before.iter().chain(star.as_deref()).chain(after).for_each(|target| visitor.target(target));
        }
    }
}

/// Visits the parts of an expression.
pub fn walk_expression<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, expression: &'a Expression) {
    match &expression.kind {
        ExpressionKind::Constant(_) | ExpressionKind::AssertionError => {}
        ExpressionKind::Load(place) => visitor.place(place, Access::Load),
        ExpressionKind::Unary(_, operand) | ExpressionKind::Not(operand) | ExpressionKind::YieldFrom(operand) => {
            visitor.expression(operand);
        }
        ExpressionKind::Binary(_, left, right) => {
            visitor.expression(left);
            visitor.expression(right);
        }
        ExpressionKind::Compare { first, rest } => {
            visitor.expression(first);
            rest.iter().for_each(|(_, operand)| visitor.expression(operand));
        }
        ExpressionKind::Boolean(_, operands) => operands.iter().for_each(|operand| visitor.expression(operand)),
        ExpressionKind::Conditional { test, body, orelse } => {
            [test, body, orelse].into_iter().for_each(|part| visitor.expression(part));
        }
        ExpressionKind::Attribute { object, .. } => visitor.expression(object),
        ExpressionKind::Subscript { object, index } => {
            visitor.expression(object);
            visitor.expression(index);
        }
        ExpressionKind::Slice { lower, upper, step } => {
            [lower, upper, step].into_iter().flatten().for_each(|part| visitor.expression(part));
        }
        ExpressionKind::Call { function, arguments, keywords, implicit_super } => {
            visitor.expression(function);
            walk_arguments(visitor, arguments, keywords);
            if let Some(implicit) = implicit_super {
                implicit
                    .class
                    .iter()
                    .chain(&implicit.first_argument)
                    .for_each(|place| visitor.place(place, Access::Load));
            }
        }
        ExpressionKind::Tuple(elements) | ExpressionKind::List(elements) | ExpressionKind::Set(elements) => {
            walk_arguments(visitor, elements, &[]);
        }
        ExpressionKind::Dict(items) => {
            for item in items {
                match item {
                    DictItem::Pair(key, value) => {
                        visitor.expression(key);
                        visitor.expression(value);
                    }
                    DictItem::DoubleStar(mapping) => visitor.expression(mapping),
                }
            }
        }
        ExpressionKind::FormattedString(parts) => {
            for part in parts {
                if let FormatPart::Value { value, specification, .. } = part {
                    visitor.expression(value);
                    specification.iter().for_each(|specification| visitor.expression(specification));
                }
            }
        }
        ExpressionKind::Assign { place, value } => {
            visitor.expression(value);
            visitor.place(place, Access::Store);
        }
        ExpressionKind::MakeFunction { defaults, keyword_defaults, .. } => {
            let keyword_defaults = keyword_defaults.iter().map(|(_, default)| default);
            defaults.iter().chain(keyword_defaults).for_each(|default| visitor.expression(default));
        }
        ExpressionKind::MakeClass { bases, keywords, .. } => walk_arguments(visitor, bases, keywords),
        ExpressionKind::Comprehension(comprehension) => {
            for clause in &comprehension.clauses {
                visitor.expression(&clause.iterable);
                visitor.target(&clause.target);
                clause.conditions.iter().for_each(|condition| visitor.expression(condition));
            }
            match &comprehension.kind {
                ComprehensionKind::List(element) | ComprehensionKind::Set(element) => visitor.expression(element),
                ComprehensionKind::Dict(key, value) => {
                    visitor.expression(key);
                    visitor.expression(value);
                }
            }
        }
        ExpressionKind::Generator { iterable, .. } => visitor.expression(iterable),
        ExpressionKind::Yield(value) => value.iter().for_each(|value| visitor.expression(value)),
        ExpressionKind::Pattern(operation) => walk_pattern(visitor, operation),
        ExpressionKind::Block(statements, value) => {
            walk_body(visitor, statements);
            visitor.expression(value);
        }
    }
}

fn walk_arguments<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, arguments: &'a [Element], keywords: &'a [Keyword]) {
    for argument in arguments {
        let (Element::Item(value) | Element::Star(value)) = argument;
        visitor.expression(value);
    }
    for keyword in keywords {
        let (Keyword::Named(_, value) | Keyword::DoubleStar(value)) = keyword;
        visitor.expression(value);
    }
}

fn walk_pattern<'a, V: Visitor<'a> + ?Sized>(visitor: &mut V, operation: &'a PatternOperation) {
    match operation {
        PatternOperation::IsSequence(subject)
        | PatternOperation::IsMapping(subject)
        | PatternOperation::Length(subject) => visitor.expression(subject),
        PatternOperation::Keys { subject, keys } | PatternOperation::Rest { subject, keys } => {
            visitor.expression(subject);
            visitor.expression(keys);
        }
        PatternOperation::Class { subject, class, .. } => {
            visitor.expression(subject);
            visitor.expression(class);
        }
    }
}
