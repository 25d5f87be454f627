//! The walk that notes bindings, uses and declarations. Annotations have scopes of their own; those of variables of
//! functions are never evaluated and have none.

use std::collections::HashMap;

use moltc_diagnostics::{Category, Diagnostic, SourceFile, Span};
use moltc_syntax::ast::visitor::{self, Visitor};
use moltc_syntax::ast::{self, Expr, ExprContext, Pattern, Stmt};
use moltc_syntax::{Ranged as _, span as span_of};

use super::annotations::{annotated_names, function_annotations};
use super::{Resolution, Scope, ScopeId, ScopeKind, Scopes, Symbol, Unit, annotation_key, mangle};
use crate::FunctionId;

pub fn build(module: &ast::ModModule, file: &SourceFile) -> (Scopes, Vec<Diagnostic>) {
    let mut builder = Builder { scopes: Scopes::default(), current: ScopeId(0), diagnostics: Vec::new() };
    builder.open(ScopeKind::Module, None, Span::new(0, u32::MAX), None);
    builder.visit_body(&module.body);
    builder.body_annotations(&module.body, Span::new(u32::MAX, u32::MAX));
    debug_assert!(file.text().len() < u32::MAX as usize, "the module's own range is larger than any node's");
    (builder.scopes, builder.diagnostics)
}

struct Builder {
    scopes: Scopes,
    current: ScopeId,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    /// Makes a scope and, unless it is a comprehension, a unit.
    fn open(&mut self, kind: ScopeKind, parent: Option<ScopeId>, range: Span, class: Option<&str>) -> ScopeId {
        let parent_unit = parent.map(|parent| self.scopes.scope(parent).unit);
        let unit = match (kind, parent_unit) {
            (ScopeKind::Comprehension, Some(unit)) => unit,
            _ => {
                self.scopes.units.push(Unit { parent: parent_unit, ..Unit::default() });
                FunctionId(self.scopes.units.len() as u32 - 1)
            }
        };
        let private_class = match class {
            Some(class) => Some(class.to_owned()),
            None => parent.and_then(|parent| self.scopes.scope(parent).private_class.clone()),
        };
        let id = ScopeId(self.scopes.scopes.len() as u32);
        self.scopes.scopes.push(Scope {
            kind,
            parent,
            unit,
            private_class,
            symbols: Vec::new(),
            index: HashMap::new(),
            is_generator: false,
            open_iterables: 0,
            class_cell: None,
        });
        self.scopes.by_range.insert((range.start, range.end), id);
        id
    }

    /// Runs `work` in a new scope inside the current one.
    fn inside(&mut self, kind: ScopeKind, range: Span, class: Option<&str>, work: impl FnOnce(&mut Self)) {
        let outer = self.current;
        self.current = self.open(kind, Some(outer), range, class);
        work(self);
        self.current = outer;
    }

    /// The symbol of a name in a scope, made if need be.
    fn symbol(&mut self, scope: ScopeId, name: &str, span: Span) -> &mut Symbol {
        let scope = self.scopes.scope_mut(scope);
        let name = mangle(scope.private_class.as_deref(), name);
        let symbols = &mut scope.symbols;
        let index = *scope.index.entry(name.clone()).or_insert_with(|| {
            symbols.push(Symbol {
                name,
                span,
                is_bound: false,
                is_parameter: false,
                is_used: false,
                is_annotated: false,
                is_global: false,
                is_nonlocal: false,
                resolution: Resolution::Global,
            });
            symbols.len() - 1
        });
        &mut symbols[index]
    }

    fn bind(&mut self, name: &str, span: Span) {
        self.symbol(self.current, name, span).is_bound = true;
    }

    fn bind_identifier(&mut self, identifier: &ast::Identifier) {
        self.bind(&identifier.id, span_of(identifier.range));
    }

    fn refer(&mut self, name: &str, span: Span) {
        self.symbol(self.current, name, span).is_used = true;
        let in_function = !matches!(self.scopes.scope(self.current).kind, ScopeKind::Module | ScopeKind::Class);
        if name == "super" && in_function {
            self.symbol(self.current, "__class__", span).is_used = true;
        }
    }

    fn error(&mut self, message: impl Into<String>, span: Span) {
        self.diagnostics.push(Diagnostic::error(Category::SyntaxError, message, span));
    }

    /// `global` and `nonlocal`.
    fn declare(&mut self, names: &[ast::Identifier], is_global: bool) {
        let word = if is_global { "global" } else { "nonlocal" };
        for name in names {
            let span = span_of(name.range);
            let symbol = self.symbol(self.current, &name.id, span);
            let message = if symbol.is_parameter {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if symbol.is_used {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if symbol.is_annotated {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if symbol.is_bound {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else if symbol.is_global != is_global && (symbol.is_global || symbol.is_nonlocal) {
                Some(format!("name '{name}' is nonlocal and global"))
            } else {
                None
            };
            symbol.span = span;
            if is_global {
                symbol.is_global = true;
            } else {
                symbol.is_nonlocal = true;
            }
            if let Some(message) = message {
                self.error(message, span);
            }
        }
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    /// Binds parameters in the order of `co_varnames`.
    fn parameters(&mut self, parameters: &ast::Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        let names = positional
            .map(|parameter| &parameter.parameter.name)
            .chain(parameters.vararg.as_deref().map(|parameter| &parameter.name))
            .chain(parameters.kwarg.as_deref().map(|parameter| &parameter.name));
        for name in names {
            let symbol = self.symbol(self.current, &name.id, span_of(name.range));
            symbol.is_bound = true;
            symbol.is_parameter = true;
        }
    }

    /// A comprehension or generator expression: the first iterable belongs to the scope outside.
    fn comprehension(&mut self, kind: ScopeKind, range: Span, clauses: &[ast::Comprehension], elements: &[&Expr]) {
        let Some((first, others)) = clauses.split_first() else { return };
        self.iterable(&first.iter);
        self.inside(kind, range, None, |builder| {
            if kind == ScopeKind::Generator {
                let symbol = builder.symbol(builder.current, ".0", span_of(first.iter.range()));
                symbol.is_bound = true;
                symbol.is_parameter = true;
            }
            builder.visit_expr(&first.target);
            first.ifs.iter().for_each(|condition| builder.visit_expr(condition));
            for clause in others {
                builder.iterable(&clause.iter);
                builder.visit_expr(&clause.target);
                clause.ifs.iter().for_each(|condition| builder.visit_expr(condition));
            }
            elements.iter().for_each(|element| builder.visit_expr(element));
        });
    }

    /// The scope of the annotations in a module or class body.
    fn body_annotations(&mut self, body: &[Stmt], key: Span) {
        let names = annotated_names(body);
        let is_class = self.scopes.scope(self.current).kind == ScopeKind::Class;
        let has_set = is_class && names.iter().any(|annotated| annotated.is_conditional);
        let annotations: Vec<&Expr> = names.iter().map(|annotated| annotated.statement.annotation.as_ref()).collect();
        self.annotations(&annotations, annotation_key(key), has_set);
    }

    /// The scope of some annotations: the parameters of the function that evaluates them, then their names.
    fn annotations(&mut self, annotations: &[&Expr], key: Span, has_set: bool) {
        if annotations.is_empty() {
            return;
        }
        let is_class = self.scopes.scope(self.current).kind == ScopeKind::Class;
        self.inside(ScopeKind::Annotation, key, None, |builder| {
            let names = [(".format", true), (".namespace", is_class), (".annotations", has_set)];
            for (name, _) in names.into_iter().filter(|(_, present)| *present) {
                let symbol = builder.symbol(builder.current, name, key);
                symbol.is_bound = true;
                symbol.is_parameter = true;
            }
            for annotation in annotations {
                match annotation {
                    Expr::Starred(starred) => builder.visit_expr(&starred.value),
                    other => builder.visit_expr(other),
                }
            }
        });
    }

    fn iterable(&mut self, iterable: &Expr) {
        self.scopes.scope_mut(self.current).open_iterables += 1;
        self.visit_expr(iterable);
        self.scopes.scope_mut(self.current).open_iterables -= 1;
    }

    /// `name := ...` binds in the nearest scope that is no comprehension.
    fn walrus(&mut self, name: &ast::ExprName) {
        let span = span_of(name.range);
        let mut scope = self.current;
        if self.scopes.scope(scope).open_iterables > 0 {
            self.error("assignment expression cannot be used in a comprehension iterable expression", span);
        }
        loop {
            let Scope { kind, parent, .. } = self.scopes.scope(scope);
            match (kind, parent) {
                (ScopeKind::Comprehension | ScopeKind::Generator, Some(parent)) => {
                    let parent = *parent;
                    self.symbol(scope, &name.id, span).is_used = true;
                    scope = parent;
                }
                (ScopeKind::Class, _) if scope != self.current => {
                    self.error("assignment expression within a comprehension cannot be used in a class body", span);
                    return;
                }
                _ => break,
            }
        }
        self.symbol(scope, &name.id, span).is_bound = true;
    }

    fn import_name(&mut self, alias: &ast::Alias) {
        match &alias.asname {
            Some(name) => self.bind_identifier(name),
            None => {
                let top = alias.name.id.split('.').next().unwrap_or_default();
                self.bind(top, span_of(alias.name.range));
            }
        }
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_annotation(&mut self, _annotation: &'a Expr) {}

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(definition) => {
                self.bind_identifier(&definition.name);
                definition.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                self.defaults(&definition.parameters);
                let annotations: Vec<&Expr> =
                    function_annotations(definition).into_iter().map(|(_, annotation)| annotation).collect();
                self.annotations(&annotations, span_of(definition.parameters.range), false);
                self.inside(ScopeKind::Function, span_of(definition.range), None, |builder| {
                    builder.parameters(&definition.parameters);
                    builder.visit_body(&definition.body);
                });
            }
            Stmt::ClassDef(definition) => {
                self.bind_identifier(&definition.name);
                definition.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                if let Some(arguments) = &definition.arguments {
                    self.visit_arguments(arguments);
                }
                self.inside(ScopeKind::Class, span_of(definition.range), Some(&definition.name.id), |builder| {
                    builder.visit_body(&definition.body);
                    builder.body_annotations(&definition.body, span_of(definition.range));
                });
            }
            Stmt::AnnAssign(assignment) => {
                if let Expr::Name(name) = assignment.target.as_ref() {
                    let is_module = self.scopes.scope(self.current).kind == ScopeKind::Module;
                    let span = span_of(name.range);
                    let symbol = self.symbol(self.current, &name.id, span);
                    if assignment.simple {
                        let (is_global, is_nonlocal) = (symbol.is_global, symbol.is_nonlocal);
                        symbol.is_annotated = true;
                        symbol.is_bound = true;
                        if (is_global || is_nonlocal) && !is_module {
                            let word = if is_global { "global" } else { "nonlocal" };
                            self.error(format!("annotated name '{}' can't be {word}", name.id), span);
                        }
                    } else if assignment.value.is_some() {
                        symbol.is_bound = true;
                    }
                } else {
                    self.visit_expr(&assignment.target);
                }
                if let Some(value) = &assignment.value {
                    self.visit_expr(value);
                }
            }
            Stmt::AugAssign(assignment) => {
                if let Expr::Name(name) = assignment.target.as_ref() {
                    self.bind(&name.id, span_of(name.range));
                } else {
                    self.visit_expr(&assignment.target);
                }
                self.visit_expr(&assignment.value);
            }
            Stmt::If(statement) => {
                // Not `walk_stmt`, which visits the test of an `elif` twice.
                self.visit_expr(&statement.test);
                self.visit_body(&statement.body);
                statement.elif_else_clauses.iter().for_each(|clause| self.visit_elif_else_clause(clause));
            }
            Stmt::Try(statement) => {
                self.visit_body(&statement.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &statement.handlers {
                    if let Some(exception_type) = &handler.type_ {
                        self.visit_expr(exception_type);
                    }
                    if let Some(name) = &handler.name {
                        self.bind_identifier(name);
                    }
                    self.visit_body(&handler.body);
                }
                self.visit_body(&statement.orelse);
                self.visit_body(&statement.finalbody);
            }
            Stmt::Import(statement) => statement.names.iter().for_each(|alias| self.import_name(alias)),
            Stmt::ImportFrom(statement) => {
                for alias in statement.names.iter().filter(|alias| alias.name.as_str() != "*") {
                    self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            Stmt::Global(statement) => self.declare(&statement.names, true),
            Stmt::Nonlocal(statement) => self.declare(&statement.names, false),
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load | ExprContext::Invalid => self.refer(&name.id, span_of(name.range)),
                ExprContext::Store | ExprContext::Del => self.bind(&name.id, span_of(name.range)),
            },
            Expr::Named(named) => {
                if let Expr::Name(name) = named.target.as_ref() {
                    self.walrus(name);
                }
                self.visit_expr(&named.value);
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.inside(ScopeKind::Lambda, span_of(lambda.range), None, |builder| {
                    if let Some(parameters) = &lambda.parameters {
                        builder.parameters(parameters);
                    }
                    builder.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(node) => {
                self.comprehension(ScopeKind::Comprehension, span_of(node.range), &node.generators, &[&node.elt]);
            }
            Expr::SetComp(node) => {
                self.comprehension(ScopeKind::Comprehension, span_of(node.range), &node.generators, &[&node.elt]);
            }
            Expr::DictComp(node) => {
                let elements = [node.key.as_ref(), node.value.as_ref()];
                self.comprehension(ScopeKind::Comprehension, span_of(node.range), &node.generators, &elements);
            }
            Expr::Generator(node) => {
                self.comprehension(ScopeKind::Generator, span_of(node.range), &node.generators, &[&node.elt]);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.scopes.scope_mut(self.current).is_generator = true;
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(node) => node.name.iter().for_each(|name| self.bind_identifier(name)),
            Pattern::MatchStar(node) => node.name.iter().for_each(|name| self.bind_identifier(name)),
            Pattern::MatchMapping(node) => node.rest.iter().for_each(|name| self.bind_identifier(name)),
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}
