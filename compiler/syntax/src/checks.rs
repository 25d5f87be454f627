//! CPython's compile-time checks that need no name resolution, by the parser crate's own checker and, where that is
//! silent, here.
//!
//! The checker wants to be told where in the program it is; [`Walk`] keeps that: a stack of scopes and the loops open in
//! the innermost one. What depends on names (`global`, `nonlocal`, parameters) is checked where names are resolved.

use std::cell::RefCell;

use moltc_diagnostics::{Category, Diagnostic};
use rustpython_ruff_python_ast::visitor::{self, Visitor};
use rustpython_ruff_python_ast::{self as ast, Expr, ExprContext, Pattern, PythonVersion, Stmt};
use rustpython_ruff_python_parser::semantic_errors::{
    LazyImportContext, SemanticSyntaxChecker, SemanticSyntaxContext, SemanticSyntaxError,
};
use rustpython_ruff_text_size::{Ranged, TextRange};

use crate::wording;

/// Everything wrong with a tree that parsed.
pub fn check(module: &ast::ModModule, text: &str) -> Vec<Diagnostic> {
    let mut walk = Walk {
        checker: SemanticSyntaxChecker::new(),
        place: Place { text, scopes: vec![Scope::Module], loops: vec![0], errors: RefCell::default() },
        diagnostics: Vec::new(),
        specifications: 0,
    };
    walk.visit_body(&module.body);
    let mut diagnostics = walk.diagnostics;
    diagnostics.extend(walk.place.errors.into_inner().iter().map(wording::semantic_error));
    diagnostics
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Module,
    Class,
    Function { is_async: bool },
    Lambda,
    Comprehension { is_async: bool, is_generator: bool },
}

/// Where the walk is.
struct Place<'a> {
    text: &'a str,
    scopes: Vec<Scope>,
    /// Loops open in each function-like or class scope.
    loops: Vec<u32>,
    errors: RefCell<Vec<SemanticSyntaxError>>,
}

struct Walk<'a> {
    checker: SemanticSyntaxChecker,
    place: Place<'a>,
    /// What the checker does not know.
    diagnostics: Vec<Diagnostic>,
    /// Format specifications open around the walk, in the innermost f-string.
    specifications: u32,
}

impl Walk<'_> {
    fn inside(&mut self, scope: Scope, work: impl FnOnce(&mut Self)) {
        self.place.scopes.push(scope);
        self.place.loops.push(0);
        work(self);
        self.place.loops.pop();
        self.place.scopes.pop();
    }

    fn inside_loop(&mut self, body: &[Stmt]) {
        self.change_loops(1);
        self.visit_body(body);
        self.change_loops(-1);
    }

    fn error(&mut self, message: &str, range: TextRange) {
        self.diagnostics.push(Diagnostic::error(Category::SyntaxError, message, wording::span(range)));
    }

    fn refuse_debug(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.error("cannot assign to __debug__", range);
        }
    }

    fn change_loops(&mut self, change: i32) {
        if let Some(loops) = self.place.loops.last_mut() {
            *loops = loops.saturating_add_signed(change);
        }
    }

    fn visit_comprehension_scope(&mut self, generators: &[ast::Comprehension], is_generator: bool, elements: &[&Expr]) {
        let Some((first, others)) = generators.split_first() else {
            return;
        };
        self.visit_expr(&first.iter);
        let is_async = generators.iter().any(|generator| generator.is_async);
        self.inside(Scope::Comprehension { is_async, is_generator }, |walk| {
            walk.visit_expr(&first.target);
            first.ifs.iter().for_each(|condition| walk.visit_expr(condition));
            others.iter().for_each(|generator| walk.visit_comprehension(generator));
            elements.iter().for_each(|element| walk.visit_expr(element));
        });
    }
}

impl<'a> Visitor<'a> for Walk<'_> {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        self.checker.visit_stmt(statement, &self.place);
        match statement {
            Stmt::FunctionDef(definition) => {
                definition.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                if let Some(parameters) = &definition.type_params {
                    self.visit_type_params(parameters);
                }
                self.visit_parameters(&definition.parameters);
                if let Some(returns) = &definition.returns {
                    self.visit_annotation(returns);
                }
                self.inside(Scope::Function { is_async: definition.is_async }, |walk| {
                    walk.visit_body(&definition.body)
                });
            }
            Stmt::ClassDef(definition) => {
                definition.decorator_list.iter().for_each(|decorator| self.visit_decorator(decorator));
                if let Some(parameters) = &definition.type_params {
                    self.visit_type_params(parameters);
                }
                if let Some(arguments) = &definition.arguments {
                    if let [Expr::Generator(generator)] = arguments.args.as_ref()
                        && !generator.parenthesized
                    {
                        self.error("invalid syntax", generator.range);
                    }
                    self.visit_arguments(arguments);
                }
                self.inside(Scope::Class, |walk| walk.visit_body(&definition.body));
            }
            Stmt::For(statement) => {
                self.visit_expr(&statement.iter);
                self.visit_expr(&statement.target);
                self.inside_loop(&statement.body);
                self.visit_body(&statement.orelse);
            }
            Stmt::While(statement) => {
                self.visit_expr(&statement.test);
                self.inside_loop(&statement.body);
                self.visit_body(&statement.orelse);
            }
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        self.checker.visit_expr(expression, &self.place);
        match expression {
            Expr::Attribute(attribute) if attribute.ctx == ExprContext::Store => {
                self.refuse_debug(&attribute.attr, attribute.range);
                self.visit_expr(&attribute.value);
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    for parameter in parameters.iter() {
                        self.refuse_debug(parameter.name(), parameter.range());
                    }
                    self.visit_parameters(parameters);
                }
                self.inside(Scope::Lambda, |walk| walk.visit_expr(&lambda.body));
            }
            Expr::ListComp(node) => self.visit_comprehension_scope(&node.generators, false, &[&node.elt]),
            Expr::SetComp(node) => self.visit_comprehension_scope(&node.generators, false, &[&node.elt]),
            Expr::DictComp(node) => self.visit_comprehension_scope(&node.generators, false, &[&node.key, &node.value]),
            Expr::Generator(node) => self.visit_comprehension_scope(&node.generators, true, &[&node.elt]),
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_keyword(&mut self, keyword: &'a ast::Keyword) {
        if let Some(name) = &keyword.arg {
            self.refuse_debug(name, keyword.range);
        }
        visitor::walk_keyword(self, keyword);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchAs(node) if node.pattern.is_some() && node.name.as_ref().is_some_and(|name| name == "_") => {
                self.error("cannot use '_' as a target", node.range);
            }
            Pattern::MatchMapping(node) if node.rest.as_ref().is_some_and(|name| name == "_") => {
                self.error("invalid syntax", node.range);
            }
            Pattern::MatchClass(node) => {
                for keyword in &node.arguments.keywords {
                    self.refuse_debug(&keyword.attr, keyword.range);
                }
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_f_string(&mut self, string: &'a ast::FString) {
        let outer = std::mem::take(&mut self.specifications);
        visitor::walk_f_string(self, string);
        self.specifications = outer;
    }

    fn visit_interpolated_string_element(&mut self, element: &'a ast::InterpolatedStringElement) {
        /// CPython's limit of format specifications within one another.
        const MOST_SPECIFICATIONS: u32 = 3;
        if let ast::InterpolatedStringElement::Interpolation(field) = element
            && self.specifications == MOST_SPECIFICATIONS
        {
            self.error("f-string: expressions nested too deeply", field.range);
        }
        self.specifications += 1;
        visitor::walk_interpolated_string_element(self, element);
        self.specifications -= 1;
    }
}

impl SemanticSyntaxContext for Place<'_> {
    fn future_annotations_or_stub(&self) -> bool {
        false
    }

    fn lazy_import_context(&self) -> Option<LazyImportContext> {
        None
    }

    fn python_version(&self) -> PythonVersion {
        PythonVersion::PY314
    }

    fn source(&self) -> &str {
        self.text
    }

    fn global(&self, _name: &str) -> Option<TextRange> {
        None
    }

    fn has_nonlocal_binding(&self, _name: &str) -> bool {
        true
    }

    fn in_async_context(&self) -> bool {
        let function = self.scopes.iter().rev().find(|scope| !matches!(scope, Scope::Comprehension { .. }));
        matches!(function, Some(Scope::Function { is_async: true }))
    }

    fn in_await_allowed_context(&self) -> bool {
        self.scopes
            .iter()
            .rev()
            .find(|scope| !matches!(scope, Scope::Comprehension { .. }))
            .is_some_and(|scope| matches!(scope, Scope::Function { .. } | Scope::Lambda))
    }

    fn in_yield_allowed_context(&self) -> bool {
        matches!(self.scopes.last(), Some(Scope::Function { .. } | Scope::Lambda))
    }

    fn in_sync_comprehension(&self) -> bool {
        self.scopes.iter().any(|scope| matches!(scope, Scope::Comprehension { is_async: false, is_generator: false }))
    }

    fn in_module_scope(&self) -> bool {
        self.scopes.last() == Some(&Scope::Module)
    }

    fn in_function_scope(&self) -> bool {
        matches!(self.scopes.last(), Some(Scope::Function { .. }))
    }

    fn in_generator_context(&self) -> bool {
        self.scopes.iter().any(|scope| matches!(scope, Scope::Comprehension { is_generator: true, .. }))
    }

    fn in_notebook(&self) -> bool {
        false
    }

    fn report_semantic_error(&self, error: SemanticSyntaxError) {
        self.errors.borrow_mut().push(error);
    }

    fn in_loop_context(&self) -> bool {
        self.loops.last().is_some_and(|loops| *loops > 0)
    }

    fn is_bound_parameter(&self, _name: &str) -> bool {
        false
    }
}
