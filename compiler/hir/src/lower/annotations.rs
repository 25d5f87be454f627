//! Annotations, as units of their own that are run when somebody asks for them: `__annotate__`.
//!
//! Such a unit takes the format it is asked for and gives a dict. That of a class, or of a method of one, has the class
//! namespace as its second parameter (see [`Function::sees_class`]), and that of a class that annotates names conditionally
//! has the set of those that were run as its third.

use moltc_diagnostics::Span;
use moltc_syntax::ast::{self, Expr};
use moltc_syntax::{Ranged as _, span as span_of};

use super::function::UnitHead;
use super::{Lowerer, constant, expression, intern_global, load, statement};
use crate::scope::{AnnotatedName, ScopeKind, annotated_names, annotation_key, function_annotations};
use crate::{
    Branch, Comparison, Constant, DictItem, Element, Expression, ExpressionKind, FunctionId, FunctionKind, Integer,
    LocalId, Parameters, Place, Statement, StatementKind, Target, TargetKind, Text,
};

/// The global set of a module's annotations that were run.
const MODULE_SET: &str = "__conditional_annotations__";
/// Where a module keeps the function that evaluates its annotations.
const MODULE_FUNCTION: &str = "__annotate__";
/// Where a class keeps it.
const CLASS_FUNCTION: &str = "__annotate_func__";

/// Names that a module or class has on account of its annotations, without binding them itself.
pub const ANNOTATION_NAMES: [&str; 3] = [MODULE_SET, MODULE_FUNCTION, CLASS_FUNCTION];

/// One entry of the dict.
struct Entry<'a> {
    name: String,
    annotation: &'a Expr,
    /// Its number, if it counts only when its statement was run.
    condition: Option<usize>,
}

impl Lowerer<'_> {
    /// The unit of a function's annotations, if there are any.
    pub(super) fn function_annotate(
        &mut self,
        definition: &ast::StmtFunctionDef,
        function: FunctionId,
    ) -> Option<FunctionId> {
        let entries: Vec<Entry<'_>> = function_annotations(definition)
            .into_iter()
            .map(|(name, annotation)| Entry { name: self.mangled(name), annotation, condition: None })
            .collect();
        if entries.is_empty() {
            return None;
        }
        let owner = self.functions[function.index()].as_ref().map(|function| function.qualified_name.clone());
        let name = format!("{}.__annotate__", owner.unwrap_or_default());
        Some(self.annotate_unit(span_of(definition.parameters.range), Some(name), &entries, None))
    }

    /// Statements that give a module or class body its `__annotate__`, to be run before (module) or after it (class).
    pub(super) fn body_annotate(&mut self, body: &[ast::Stmt], key: Span) -> Vec<Statement> {
        let names = annotated_names(body);
        let Some(first) = names.first() else { return Vec::new() };
        let span = span_of(first.statement.range);
        let is_class = self.unit.class.is_some();
        let entries: Vec<Entry<'_>> = names
            .iter()
            .map(|annotated| Entry {
                name: self.mangled(&annotated.name.id),
                annotation: &annotated.statement.annotation,
                condition: self.annotation_number(annotated.statement),
            })
            .collect();
        let set = self.unit.annotation_set;
        let unit = self.annotate_unit(annotation_key(key), None, &entries, set);
        let defaults = set.map(|set| load(Place::Local(set), span)).into_iter().collect();
        let kind =
            ExpressionKind::MakeFunction { function: unit, defaults, keyword_defaults: Vec::new(), annotate: None };
        let place = if is_class {
            let fallback = crate::ClassFallback::Global(self.global(CLASS_FUNCTION));
            Place::Class(crate::ClassName { name: CLASS_FUNCTION.to_owned(), fallback })
        } else {
            Place::Global(self.global(MODULE_FUNCTION))
        };
        let targets = vec![Target { kind: TargetKind::Place(place), span }];
        vec![statement(StatementKind::Assign { targets, value: expression(kind, span) }, span)]
    }

    /// Notes which annotations of a body count only when they were run; gives the statement that makes the set of those.
    pub(super) fn number_annotations(&mut self, body: &[ast::Stmt]) -> Vec<Statement> {
        let is_class = self.unit.class.is_some();
        let names = annotated_names(body);
        let counted = |annotated: &&AnnotatedName<'_>| !is_class || annotated.is_conditional;
        self.unit.annotations = names.iter().filter(counted).map(|name| span_of(name.statement.range)).collect();
        let Some(&span) = self.unit.annotations.first() else { return Vec::new() };
        let place = if is_class {
            let local = self.scopes.add_hidden(self.unit.id, ".annotations");
            self.unit.annotation_set = Some(local);
            Place::Local(local)
        } else {
            Place::Global(self.global(MODULE_SET))
        };
        // An empty set display: a set of nothing unpacked.
        let nothing = expression(ExpressionKind::Tuple(Vec::new()), span);
        let value = expression(ExpressionKind::Set(vec![Element::Star(nothing)]), span);
        let targets = vec![Target { kind: TargetKind::Place(place), span }];
        vec![statement(StatementKind::Assign { targets, value }, span)]
    }

    fn annotation_number(&self, node: &ast::StmtAnnAssign) -> Option<usize> {
        let span = span_of(node.range);
        self.unit.annotations.iter().position(|&own| own == span)
    }

    /// The statement that says that an annotation was run.
    pub(super) fn note_annotation(&mut self, node: &ast::StmtAnnAssign) -> Option<Statement> {
        let number = self.annotation_number(node)?;
        let span = span_of(node.range);
        let set = match self.unit.annotation_set {
            Some(local) => Place::Local(local),
            None => Place::Global(self.global(MODULE_SET)),
        };
        let add = ExpressionKind::Attribute { object: Box::new(load(set, span)), name: "add".to_owned() };
        let call = ExpressionKind::Call {
            function: Box::new(expression(add, span)),
            arguments: vec![Element::Item(integer(number, span))],
            keywords: Vec::new(),
            implicit_super: None,
        };
        Some(statement(StatementKind::Expression(expression(call, span)), span))
    }

    pub(super) fn global(&mut self, name: &str) -> crate::GlobalId {
        intern_global(&mut self.globals, &mut self.global_index, name)
    }

    fn annotate_unit(
        &mut self,
        key: Span,
        qualified_name: Option<String>,
        entries: &[Entry<'_>],
        set: Option<LocalId>,
    ) -> FunctionId {
        let sees_class = self.scopes.scope(self.scope).kind == ScopeKind::Class;
        let first = entries.first().map_or(key, |entry| span_of(entry.annotation.range()));
        let head = UnitHead {
            kind: FunctionKind::Function,
            name: "__annotate__",
            range: first,
            scope: key,
            span: first,
            parameters: None,
            returns: None,
            is_definition: false,
            static_attributes: Vec::new(),
        };
        let in_module = self.unit.id.0 == 0;
        let id = self.unit(&head, |lowerer| (None, lowerer.annotate_body(entries, set.is_some(), in_module, first)));
        let Some(unit) = &mut self.functions[id.index()] else { unreachable!("the unit has just been lowered") };
        unit.sees_class = sees_class;
        // What callers see; the scope has a name that annotations cannot mention.
        "format".clone_into(&mut unit.locals[0].name);
        let defaults = u32::from(sees_class) + u32::from(set.is_some());
        unit.parameters =
            Parameters { positional_only: 1 + defaults, positional_defaults: defaults, ..Parameters::default() };
        if let Some(name) = qualified_name {
            unit.qualified_name = name;
        }
        id
    }

    /// `if format > 2: raise NotImplementedError`, then the dict.
    fn annotate_body(&mut self, entries: &[Entry<'_>], has_set: bool, in_module: bool, span: Span) -> Vec<Statement> {
        let format = load(Place::Local(LocalId(0)), span);
        let known = expression(
            ExpressionKind::Compare { first: Box::new(format), rest: vec![(Comparison::Greater, integer(2, span))] },
            span,
        );
        let refusal = load(Place::Global(self.global("NotImplementedError")), span);
        let refuse = statement(StatementKind::Raise { exception: Some(refusal), cause: None }, span);
        let branches = vec![Branch { test: known, body: vec![refuse] }];
        let mut body = vec![statement(StatementKind::If { branches, orelse: Vec::new() }, span)];
        let pair = |lowerer: &mut Self, entry: &Entry<'_>| {
            let span = span_of(entry.annotation.range());
            let name = constant(Constant::String(Text::new(&entry.name)), span);
            (name, lowerer.annotation(entry.annotation))
        };
        if entries.iter().all(|entry| entry.condition.is_none()) {
            let items = entries.iter().map(|entry| {
                let (name, value) = pair(self, entry);
                DictItem::Pair(name, value)
            });
            let dict = expression(ExpressionKind::Dict(items.collect()), span);
            body.push(statement(StatementKind::Return(Some(dict)), span));
            return body;
        }
        let dict = Place::Local(self.scopes.add_hidden(self.scopes.scope(self.scope).unit, ".dict"));
        let assign = |kind: TargetKind, value: Expression| {
            let target = Target { kind, span };
            statement(StatementKind::Assign { targets: vec![target], value }, span)
        };
        body.push(assign(TargetKind::Place(dict.clone()), expression(ExpressionKind::Dict(Vec::new()), span)));
        for entry in entries {
            let (name, value) = pair(self, entry);
            let item = TargetKind::Subscript { object: Box::new(load(dict.clone(), span)), index: Box::new(name) };
            let store = assign(item, value);
            let Some(number) = entry.condition else {
                body.push(store);
                continue;
            };
            let set = if has_set { Place::Local(LocalId(2)) } else { Place::Global(self.global(MODULE_SET)) };
            debug_assert!(has_set || in_module, "a class counts in a set of its own");
            let rest = vec![(Comparison::In, load(set, span))];
            let test = expression(ExpressionKind::Compare { first: Box::new(integer(number, span)), rest }, span);
            let branches = vec![Branch { test, body: vec![store] }];
            body.push(statement(StatementKind::If { branches, orelse: Vec::new() }, span));
        }
        body.push(statement(StatementKind::Return(Some(load(dict, span))), span));
        body
    }

    /// The value of an annotation. That of `*args: *types` is the only item of `types`.
    fn annotation(&mut self, annotation: &Expr) -> Expression {
        let Expr::Starred(starred) = annotation else { return self.expression(annotation) };
        let span = span_of(starred.range);
        let value = self.expression(&starred.value);
        let items = expression(ExpressionKind::Tuple(vec![Element::Star(value)]), span);
        let kind = ExpressionKind::Subscript { object: Box::new(items), index: Box::new(integer(0, span)) };
        expression(kind, span)
    }
}

fn integer(value: usize, span: Span) -> Expression {
    constant(Constant::Integer(Integer::Small(value as i64)), span)
}
