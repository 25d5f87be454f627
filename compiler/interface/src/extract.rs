//! The interface of a module, from its HIR.

use std::collections::BTreeMap;

use moltc_hir as hir;
use moltc_hir::visit::{Access, Visitor, walk_body, walk_statement};
use moltc_hir::{Element, ExpressionKind, FunctionId, Place, StatementKind, TargetKind, TypeHint};

use crate::{Attribute, Class, Export, ExportKind, Hint, Import, ModuleInterface, Parameter, ParameterKind, Signature};

/// What a module lets others know.
#[must_use]
pub fn extract(module: &hir::Module) -> ModuleInterface {
    let mut bindings = Bindings::default();
    for function in &module.functions {
        walk_body(&mut bindings, &function.body);
    }
    let exports = bindings.globals.into_iter().map(|(global, binding)| {
        let name = module.global_name(hir::GlobalId(global)).to_owned();
        let hint = module.global_hints.iter().find(|(id, _)| id.0 == global).and_then(|(_, found)| hint(found));
        Export { name, kind: export_kind(module, &binding, hint) }
    });
    let mut exports: Vec<Export> = exports.filter(|export| !is_machinery(&export.name)).collect();
    exports.sort_by(|left, right| left.name.cmp(&right.name));
    let imports = module.imports.iter().map(|import| Import {
        module: import.module.clone(),
        perhaps_attribute: import.kind == hir::ImportKind::PerhapsSubmodule,
    });
    let mut imports: Vec<Import> = imports.collect();
    imports.sort_by(|left, right| left.module.cmp(&right.module));
    ModuleInterface {
        module: module.name.clone(),
        package: module.package,
        exports,
        has_star_import: module.has_star_import,
        imports,
    }
}

/// Whether a name is there on account of annotations only.
fn is_machinery(name: &str) -> bool {
    hir::ANNOTATION_NAMES.contains(&name)
}

/// How a name is bound.
#[derive(Clone, Debug, Default)]
struct Binding<'a> {
    /// How often it is stored or deleted.
    changes: u32,
    /// The last definition seen; it is the only one if `changes` is 1.
    definition: Option<Definition<'a>>,
}

#[derive(Clone, Copy, Debug)]
enum Definition<'a> {
    Function(FunctionId),
    Class { body: FunctionId, bases: &'a [Element], has_keywords: bool },
    Module(&'a str),
}

/// Every binding of a global or class name in the bodies walked.
#[derive(Default)]
struct Bindings<'a> {
    globals: BTreeMap<u32, Binding<'a>>,
    class_names: BTreeMap<&'a str, Binding<'a>>,
}

impl<'a> Visitor<'a> for Bindings<'a> {
    fn statement(&mut self, statement: &'a hir::Statement) {
        let definition = definition(statement);
        walk_statement(self, statement);
        if let Some((place, definition)) = definition
            && let Some(binding) = self.binding(place)
        {
            binding.definition = Some(definition);
        }
    }

    fn place(&mut self, place: &'a Place, access: Access) {
        if access != Access::Load
            && let Some(binding) = self.binding(place)
        {
            binding.changes += 1;
        }
    }
}

impl<'a> Bindings<'a> {
    fn binding(&mut self, place: &'a Place) -> Option<&mut Binding<'a>> {
        match place {
            Place::Global(global) => Some(self.globals.entry(global.0).or_default()),
            Place::Class(class) => Some(self.class_names.entry(&class.name).or_default()),
            _ => None,
        }
    }
}

/// The place that a statement binds to something known.
fn definition(statement: &hir::Statement) -> Option<(&Place, Definition<'_>)> {
    match &statement.kind {
        StatementKind::Assign { targets, value } => {
            let [hir::Target { kind: TargetKind::Place(place), .. }] = targets.as_slice() else { return None };
            let definition = match &value.kind {
                ExpressionKind::MakeFunction { function, .. } => Definition::Function(*function),
                ExpressionKind::MakeClass { body, bases, keywords, .. } => {
                    Definition::Class { body: *body, bases, has_keywords: !keywords.is_empty() }
                }
                _ => return None,
            };
            Some((place, definition))
        }
        StatementKind::Import { module, binding } => match binding {
            hir::ImportBinding::Top(place) => {
                Some((place, Definition::Module(module.split('.').next().unwrap_or(module))))
            }
            hir::ImportBinding::Leaf(place) => Some((place, Definition::Module(module))),
        },
        _ => None,
    }
}

fn export_kind(module: &hir::Module, binding: &Binding<'_>, hint: Option<Hint>) -> ExportKind {
    match binding.definition {
        Some(Definition::Function(function)) if binding.changes == 1 => {
            match module.function(function).kind {
                hir::FunctionKind::Function => ExportKind::Function(signature(module.function(function))),
                // `f = lambda: ...` is a variable to its readers.
                _ => ExportKind::Variable(hint),
            }
        }
        Some(Definition::Class { body, bases, has_keywords }) if binding.changes == 1 => {
            ExportKind::Class(class(module, body, bases, has_keywords))
        }
        Some(Definition::Module(name)) if binding.changes == 1 => ExportKind::Module(name.to_owned()),
        _ => ExportKind::Variable(hint),
    }
}

fn class(module: &hir::Module, body: FunctionId, bases: &[Element], has_keywords: bool) -> Class {
    let unit = module.function(body);
    let mut bindings = Bindings::default();
    walk_body(&mut bindings, &unit.body);
    let facts = unit.class.as_ref();
    let annotated = |name: &str| {
        let names = facts.into_iter().flat_map(|facts| &facts.annotated_names);
        names.rev().find(|(annotated, _)| annotated == name).and_then(|(_, found)| found.as_ref()).and_then(hint)
    };
    let mut attributes: BTreeMap<&str, Attribute> = BTreeMap::new();
    for (name, binding) in bindings.class_names.iter().filter(|(name, _)| !is_machinery(name)) {
        let method = match binding.definition {
            Some(Definition::Function(function)) if binding.changes == 1 => Some(signature(module.function(function))),
            _ => None,
        };
        attributes.insert(name, Attribute { name: (*name).to_owned(), method, hint: annotated(name) });
    }
    for (name, _) in facts.into_iter().flat_map(|facts| &facts.annotated_names) {
        let attribute = || Attribute { name: name.clone(), method: None, hint: annotated(name) };
        attributes.entry(name).or_insert_with(attribute);
    }
    Class {
        bases: if has_keywords { None } else { bases.iter().map(|base| base_name(module, base)).collect() },
        attributes: attributes.into_values().collect(),
        instance_attributes: facts.map_or_else(Vec::new, |facts| facts.static_attributes.clone()),
    }
}

/// A base that is a dotted name of globals.
fn base_name(module: &hir::Module, base: &Element) -> Option<String> {
    fn dotted(module: &hir::Module, expression: &hir::Expression) -> Option<String> {
        match &expression.kind {
            ExpressionKind::Load(Place::Global(global)) => Some(module.global_name(*global).to_owned()),
            ExpressionKind::Attribute { object, name } => Some(format!("{}.{name}", dotted(module, object)?)),
            _ => None,
        }
    }
    match base {
        Element::Item(expression) => dotted(module, expression),
        Element::Star(_) => None,
    }
}

fn signature(function: &hir::Function) -> Signature {
    let parameters = &function.parameters;
    let positional = parameters.positional();
    let keyword_only = parameters.keyword_only.len() as u32;
    let of_local = |index: u32| {
        let local = &function.locals[index as usize];
        let (kind, has_default) = if index < parameters.positional_only {
            (ParameterKind::PositionalOnly, index + parameters.positional_defaults >= positional)
        } else if index < positional {
            (ParameterKind::PositionalOrKeyword, index + parameters.positional_defaults >= positional)
        } else if index < positional + keyword_only {
            (ParameterKind::KeywordOnly, parameters.keyword_only[(index - positional) as usize])
        } else if parameters.variable_positional == Some(hir::LocalId(index)) {
            (ParameterKind::VariablePositional, false)
        } else {
            (ParameterKind::VariableKeyword, false)
        };
        Parameter { name: local.name.clone(), kind, has_default, hint: local.hint.as_ref().and_then(hint) }
    };
    Signature {
        parameters: (0..parameters.count()).map(of_local).collect(),
        returns: function.return_hint.as_ref().and_then(hint),
        is_generator: function.is_generator,
    }
}

/// A hint worth telling.
fn hint(hint: &TypeHint) -> Option<Hint> {
    match inner_hint(hint) {
        Hint::Unknown => None,
        known => Some(known),
    }
}

fn inner_hint(hint: &TypeHint) -> Hint {
    match hint {
        TypeHint::Name(name) => Hint::Name(name.clone()),
        TypeHint::None => Hint::None,
        TypeHint::Generic(name, arguments) => Hint::Generic(name.clone(), arguments.iter().map(inner_hint).collect()),
        TypeHint::Union(members) => Hint::Union(members.iter().map(inner_hint).collect()),
        TypeHint::Unknown => Hint::Unknown,
    }
}
