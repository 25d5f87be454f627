//! Code units: module body, `def`, `lambda`, `class`, generator expressions.

use moltc_diagnostics::Span;
use moltc_syntax::ast::{self, Expr, Stmt};
use moltc_syntax::{Ranged, span as span_of};

use super::attributes::static_attributes;
use super::{ClassState, Lowerer, UnitState, constant, expression, statement};
use crate::scope::{Resolution, ScopeKind};
use crate::{
    ClassUnit, Constant, Element, Expression, ExpressionKind, Function, FunctionId, FunctionKind, LocalId, Parameters,
    Place, Statement, StatementKind, Target, TargetKind, Text, TypeHint,
};

/// A unit's description, before its body is lowered.
pub(super) struct UnitHead<'a> {
    pub(super) kind: FunctionKind,
    pub(super) name: &'a str,
    /// The definition.
    pub(super) range: Span,
    /// The key of the unit's scope.
    pub(super) scope: Span,
    /// The definition without decorators.
    pub(super) span: Span,
    pub(super) parameters: Option<&'a ast::Parameters>,
    pub(super) returns: Option<&'a Expr>,
    /// Binds the name, so that a `global` declaration shortens the qualified name.
    pub(super) is_definition: bool,
    /// What methods of a class assign to `self`.
    pub(super) static_attributes: Vec<String>,
}

impl Lowerer<'_> {
    pub(super) fn module_body(&mut self, module: &ast::ModModule) {
        let span = Span::new(0, self.file.text().len() as u32);
        self.unit.qualified_name = "<module>".to_owned();
        let (docstring, statements) = self.split_docstring(&module.body);
        let mut body = self.number_annotations(&module.body);
        body.extend(self.body_annotate(&module.body, Span::new(u32::MAX, u32::MAX)));
        body.extend(self.body(statements));
        let function = Function {
            kind: FunctionKind::Module,
            name: "<module>".to_owned(),
            qualified_name: "<module>".to_owned(),
            parent: None,
            first_line: 1,
            parameters: Parameters::default(),
            is_generator: false,
            locals: std::mem::take(&mut self.scopes.units[0].locals),
            free_variables: Vec::new(),
            docstring,
            return_hint: None,
            class: None,
            sees_class: false,
            body,
            span,
        };
        self.functions[0] = Some(function);
    }

    /// Lowers a unit's body with `work` and stores the unit.
    pub(super) fn unit(
        &mut self,
        head: &UnitHead<'_>,
        work: impl FnOnce(&mut Self) -> (Option<Text>, Vec<Statement>),
    ) -> FunctionId {
        let scope = self.scopes.opened_by(head.scope);
        let id = self.scopes.scope(scope).unit;
        let qualified_name = self.qualified_name(head);
        let class = (head.kind == FunctionKind::ClassBody).then(ClassState::default);
        let has_positional = head.kind == FunctionKind::GeneratorExpression
            || head
                .parameters
                .is_some_and(|parameters| !parameters.posonlyargs.is_empty() || !parameters.args.is_empty());
        let state = UnitState {
            id,
            qualified_name,
            has_positional,
            class,
            blocks: 0,
            annotations: Vec::new(),
            annotation_set: None,
        };
        let outer_scope = std::mem::replace(&mut self.scope, scope);
        let outer = std::mem::replace(&mut self.unit, state);
        let (docstring, body) = work(self);
        let return_hint = head.returns.map(|returns| self.hint(returns));
        let parameters = head.parameters.map_or_else(Parameters::default, |parameters| self.parameters(id, parameters));
        let parameters = match head.kind {
            FunctionKind::GeneratorExpression => Parameters { positional_or_keyword: 1, ..Parameters::default() },
            _ => parameters,
        };
        let free_variables = self.scopes.free_variables(id);
        let class_cell = self.scopes.scope(scope).class_cell.map(|variable| self.scopes.variable(variable).local);
        let is_generator = self.scopes.scope(scope).is_generator || head.kind == FunctionKind::GeneratorExpression;
        self.scope = outer_scope;
        let state = std::mem::replace(&mut self.unit, outer);
        let class = state.class.map(|class| ClassUnit {
            class_cell,
            static_attributes: head.static_attributes.clone(),
            annotated_names: class.annotated_names,
        });
        let function = Function {
            kind: head.kind,
            name: head.name.to_owned(),
            qualified_name: state.qualified_name,
            parent: Some(self.unit.id),
            first_line: self.file.line(head.range.start.min(head.span.start)),
            parameters,
            is_generator,
            locals: self.scopes.units[id.index()].locals.clone(),
            free_variables,
            docstring,
            return_hint,
            class,
            sees_class: false,
            body,
            span: head.span,
        };
        self.functions[id.index()] = Some(function);
        id
    }

    fn qualified_name(&self, head: &UnitHead<'_>) -> String {
        let parent_scope = self.scopes.scope(self.scope);
        let parent_kind = parent_scope.kind;
        let is_global = head.is_definition
            && parent_kind != ScopeKind::Module
            && self.scopes.resolution(self.scope, &self.mangled(head.name)) == Some(Resolution::Global);
        let unit_is_module = self.unit.id.0 == 0;
        if unit_is_module || is_global {
            return head.name.to_owned();
        }
        let locals = if self.unit_kind().has_locals() { ".<locals>" } else { "" };
        format!("{}{locals}.{}", self.unit.qualified_name, head.name)
    }

    /// The kind of the unit being lowered.
    pub(super) fn unit_kind(&self) -> FunctionKind {
        let mut scope = self.scopes.scope(self.scope);
        loop {
            return match (scope.kind, scope.parent) {
                (ScopeKind::Comprehension, Some(parent)) => {
                    scope = self.scopes.scope(parent);
                    continue;
                }
                (ScopeKind::Class, _) => FunctionKind::ClassBody,
                (ScopeKind::Module | ScopeKind::Comprehension, _) => FunctionKind::Module,
                (ScopeKind::Function | ScopeKind::Annotation, _) => FunctionKind::Function,
                (ScopeKind::Lambda, _) => FunctionKind::Lambda,
                (ScopeKind::Generator, _) => FunctionKind::GeneratorExpression,
            };
        }
    }

    fn parameters(&mut self, unit: FunctionId, parameters: &ast::Parameters) -> Parameters {
        let positional = || parameters.posonlyargs.iter().chain(&parameters.args);
        let hints = positional()
            .chain(&parameters.kwonlyargs)
            .map(|parameter| &parameter.parameter)
            .chain(parameters.vararg.as_deref())
            .chain(parameters.kwarg.as_deref());
        for (index, parameter) in hints.enumerate() {
            if let Some(annotation) = &parameter.annotation {
                self.scopes.units[unit.index()].locals[index].hint = Some(self.hint(annotation));
            }
        }
        let mut next_local = (positional().count() + parameters.kwonlyargs.len()) as u32;
        let mut take = |present: bool| {
            present.then(|| {
                next_local += 1;
                LocalId(next_local - 1)
            })
        };
        Parameters {
            positional_only: parameters.posonlyargs.len() as u32,
            positional_or_keyword: parameters.args.len() as u32,
            positional_defaults: positional().filter(|parameter| parameter.default.is_some()).count() as u32,
            keyword_only: parameters.kwonlyargs.iter().map(|parameter| parameter.default.is_some()).collect(),
            variable_positional: take(parameters.vararg.is_some()),
            variable_keyword: take(parameters.kwarg.is_some()),
        }
    }

    /// `MakeFunction` with its defaults, which belong to the scope around it.
    fn make_function(
        &mut self,
        head: &UnitHead<'_>,
        work: impl FnOnce(&mut Self) -> (Option<Text>, Vec<Statement>),
    ) -> Expression {
        let mut defaults = Vec::new();
        let mut keyword_defaults = Vec::new();
        if let Some(parameters) = head.parameters {
            for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
                if let Some(default) = &parameter.default {
                    defaults.push(self.expression(default));
                }
            }
            for parameter in &parameters.kwonlyargs {
                if let Some(default) = &parameter.default {
                    let name = self.mangled(&parameter.parameter.name.id);
                    keyword_defaults.push((name, self.expression(default)));
                }
            }
        }
        let function = self.unit(head, work);
        expression(ExpressionKind::MakeFunction { function, defaults, keyword_defaults, annotate: None }, head.span)
    }

    pub(super) fn function_definition(&mut self, definition: &ast::StmtFunctionDef) -> Statement {
        if definition.is_async {
            self.unsupported("'async def' is", &definition.name);
        }
        if let Some(parameters) = &definition.type_params {
            self.unsupported("type parameters are", parameters.as_ref());
        }
        let decorators = self.decorators(&definition.decorator_list);
        let head = UnitHead {
            kind: FunctionKind::Function,
            name: &definition.name.id,
            range: span_of(definition.range),
            scope: span_of(definition.range),
            span: self.without_decorators(definition.range, &definition.decorator_list),
            parameters: Some(&definition.parameters),
            returns: definition.returns.as_deref(),
            is_definition: true,
            static_attributes: Vec::new(),
        };
        let mut value = self.make_function(&head, |lowerer| {
            let (docstring, statements) = lowerer.split_docstring(&definition.body);
            (docstring, lowerer.body(statements))
        });
        if let ExpressionKind::MakeFunction { function, annotate, .. } = &mut value.kind {
            *annotate = self.function_annotate(definition, *function);
        }
        self.bind_definition(&definition.name, decorators, value)
    }

    pub(super) fn class_definition(&mut self, definition: &ast::StmtClassDef) -> Statement {
        if let Some(parameters) = &definition.type_params {
            self.unsupported("type parameters are", parameters.as_ref());
        }
        let decorators = self.decorators(&definition.decorator_list);
        let head = UnitHead {
            kind: FunctionKind::ClassBody,
            name: &definition.name.id,
            range: span_of(definition.range),
            scope: span_of(definition.range),
            span: self.without_decorators(definition.range, &definition.decorator_list),
            parameters: None,
            returns: None,
            is_definition: true,
            static_attributes: static_attributes(&definition.body),
        };
        let body = self.unit(&head, |lowerer| {
            let (docstring, statements) = lowerer.split_docstring(&definition.body);
            let mut body = lowerer.number_annotations(&definition.body);
            body.extend(lowerer.body(statements));
            body.extend(lowerer.body_annotate(&definition.body, span_of(definition.range)));
            (docstring, body)
        });
        let (bases, keywords) = match &definition.arguments {
            Some(arguments) => self.arguments(arguments),
            None => (Vec::new(), Vec::new()),
        };
        let name = definition.name.id.to_string();
        let value = expression(ExpressionKind::MakeClass { body, name, bases, keywords }, head.span);
        self.bind_definition(&definition.name, decorators, value)
    }

    fn decorators(&mut self, decorators: &[ast::Decorator]) -> Vec<Expression> {
        decorators.iter().map(|decorator| self.expression(&decorator.expression)).collect()
    }

    /// `name = first(second(value))`; errors of a decorator call are marked at the decorator.
    fn bind_definition(&mut self, name: &ast::Identifier, decorators: Vec<Expression>, value: Expression) -> Statement {
        let span = value.span;
        let value = decorators.into_iter().rev().fold(value, |value, decorator| {
            let span = decorator.span;
            let kind = ExpressionKind::Call {
                function: Box::new(decorator),
                arguments: vec![Element::Item(value)],
                keywords: Vec::new(),
                implicit_super: None,
            };
            expression(kind, span)
        });
        let target = Target { kind: TargetKind::Place(self.place(&name.id)), span };
        statement(StatementKind::Assign { targets: vec![target], value }, span)
    }

    /// The range of a definition from its `def` or `class`.
    fn without_decorators(&self, range: impl Ranged, decorators: &[ast::Decorator]) -> Span {
        let whole = span_of(range.range());
        let Some(last) = decorators.last() else { return whole };
        let mut start = span_of(last.range()).end;
        // Between a decorator and the definition there are only blanks and comments.
        let text = self.file.text();
        loop {
            let rest = &text[start as usize..];
            let blanks = rest.len() - rest.trim_start().len();
            start += blanks as u32;
            if !rest[blanks..].starts_with('#') {
                return Span::new(start, whole.end);
            }
            start += rest[blanks..].find('\n').unwrap_or(rest.len() - blanks) as u32;
        }
    }

    pub(super) fn lambda(&mut self, lambda: &ast::ExprLambda) -> Expression {
        let span = span_of(lambda.range);
        let head = UnitHead {
            kind: FunctionKind::Lambda,
            name: "<lambda>",
            range: span,
            scope: span,
            span,
            parameters: lambda.parameters.as_deref(),
            returns: None,
            is_definition: false,
            static_attributes: Vec::new(),
        };
        self.make_function(&head, |lowerer| {
            let value = lowerer.expression(&lambda.body);
            let span = value.span;
            (None, vec![statement(StatementKind::Return(Some(value)), span)])
        })
    }

    /// `span` is where CPython says the expression is: with the call's parentheses, if it is an only argument without
    /// parentheses of its own.
    pub(super) fn generator(&mut self, generator: &ast::ExprGenerator, span: Span) -> Expression {
        let Some((first, others)) = generator.generators.split_first() else {
            unreachable!("the parser makes no generator expression without a clause")
        };
        let iterable = Box::new(self.expression(&first.iter));
        let head = UnitHead {
            kind: FunctionKind::GeneratorExpression,
            name: "<genexpr>",
            range: span_of(generator.range),
            scope: span_of(generator.range),
            span,
            parameters: None,
            returns: None,
            is_definition: false,
            static_attributes: Vec::new(),
        };
        let function = self.unit(&head, |lowerer| {
            let argument = super::load(Place::Local(LocalId(0)), span_of(first.iter.range()));
            (None, vec![lowerer.generator_loop(first, others, argument, &generator.elt)])
        });
        expression(ExpressionKind::Generator { function, iterable }, span)
    }

    /// `for target in iterable: if conditions: (inner loops or yield element)`.
    fn generator_loop(
        &mut self,
        clause: &ast::Comprehension,
        inner: &[ast::Comprehension],
        iterable: Expression,
        element: &Expr,
    ) -> Statement {
        if clause.is_async {
            self.unsupported("'async for' is", clause);
        }
        let span = span_of(clause.range);
        let target = self.target(&clause.target);
        let conditions: Vec<Expression> = clause.ifs.iter().map(|condition| self.expression(condition)).collect();
        let mut body = match inner.split_first() {
            Some((next, rest)) => {
                let iterable = self.expression(&next.iter);
                vec![self.generator_loop(next, rest, iterable, element)]
            }
            None => {
                let value = self.expression(element);
                let span = value.span;
                let value = expression(ExpressionKind::Yield(Some(Box::new(value))), span);
                vec![statement(StatementKind::Expression(value), span)]
            }
        };
        for test in conditions.into_iter().rev() {
            let span = test.span;
            let branches = vec![crate::Branch { test, body }];
            body = vec![statement(StatementKind::If { branches, orelse: Vec::new() }, span)];
        }
        statement(StatementKind::For { target, iterable, body, orelse: Vec::new() }, span)
    }

    /// Takes the docstring off a body.
    fn split_docstring<'b>(&mut self, body: &'b [Stmt]) -> (Option<Text>, &'b [Stmt]) {
        if let Some((Stmt::Expr(first), rest)) = body.split_first()
            && let Expr::StringLiteral(literal) = first.value.as_ref()
        {
            return (Some(super::literal::clean_docstring(&self.string_value(literal))), rest);
        }
        (None, body)
    }

    /// Notes the hint of an annotated name.
    pub(super) fn annotate(&mut self, name: &str, annotation: &Expr) {
        let hint = self.hint(annotation);
        let known = (hint != TypeHint::Unknown).then(|| hint.clone());
        match self.place(name) {
            Place::Local(local) | Place::Cell(local) => {
                let local = &mut self.scopes.units[self.unit.id.index()].locals[local.index()];
                local.hint.get_or_insert(hint);
            }
            Place::Global(global) => self.global_hints.push((global, hint)),
            Place::Class(class) => {
                if let Some(state) = &mut self.unit.class {
                    state.annotated_names.push((class.name, known));
                }
            }
            Place::Free(_) => {}
        }
    }

    /// The value that stands in for something refused.
    pub(super) fn refused(&mut self, what: &str, node: &impl Ranged) -> Expression {
        self.unsupported(what, node);
        constant(Constant::None, span_of(node.range()))
    }
}
