//! Decides what each name means, and which locals are captured.

use moltc_diagnostics::{Category, Diagnostic};

use super::{Resolution, ScopeId, ScopeKind, Scopes, Symbol, Variable, VariableId, hidden_local};
use crate::{FunctionId, Local, LocalId};

pub fn resolve(scopes: &mut Scopes) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut owned = OwnedVariables::default();
    for hidden in [false, true] {
        for index in 0..scopes.scopes.len() {
            let scope = &scopes.scopes[index];
            if owns_variables(scope.kind) && (scope.kind == ScopeKind::Comprehension) == hidden {
                owned.add_scope(scopes, ScopeId(index as u32), hidden);
            }
        }
    }
    for index in 0..scopes.scopes.len() {
        let scope = ScopeId(index as u32);
        for symbol in 0..scopes.scopes[index].symbols.len() {
            let resolution = resolve_symbol(scopes, &owned, scope, symbol);
            let entry = &mut scopes.scopes[index].symbols[symbol];
            entry.resolution = resolution;
            if entry.is_nonlocal && resolution == Resolution::Global && !entry.is_global {
                let message = format!("no binding for nonlocal '{}' found", entry.name);
                diagnostics.push(Diagnostic::error(Category::SyntaxError, message, entry.span));
            }
            if let Resolution::Variable(variable) | Resolution::ClassVariable(variable) = resolution {
                capture(scopes, scopes.scopes[index].unit, variable);
            }
        }
    }
    let variables = &scopes.variables;
    for unit in &mut scopes.units {
        unit.free.sort_by_key(|variable| (&variables[variable.0 as usize].name, *variable));
    }
    diagnostics
}

const fn owns_variables(kind: ScopeKind) -> bool {
    !matches!(kind, ScopeKind::Module | ScopeKind::Class)
}

const fn is_owned(symbol: &Symbol) -> bool {
    symbol.is_bound && !symbol.is_global && !symbol.is_nonlocal
}

/// The variable of each owned symbol: by scope, then by symbol index.
#[derive(Default)]
struct OwnedVariables {
    by_symbol: std::collections::HashMap<(ScopeId, usize), VariableId>,
}

impl OwnedVariables {
    fn add_scope(&mut self, scopes: &mut Scopes, scope: ScopeId, hidden: bool) {
        let entry = scopes.scope(scope);
        let unit = entry.unit;
        let locals: Vec<(usize, Local)> = entry
            .symbols
            .iter()
            .enumerate()
            .filter(|(_, symbol)| is_owned(symbol))
            .map(|(index, symbol)| {
                let local =
                    Local { is_parameter: symbol.is_parameter, is_hidden: hidden, ..hidden_local(&symbol.name) };
                (index, local)
            })
            .collect();
        for (index, local) in locals {
            let variable = add_variable(scopes, unit, local);
            self.by_symbol.insert((scope, index), variable);
        }
    }

    fn find(&self, scopes: &Scopes, scope: ScopeId, name: &str) -> Option<VariableId> {
        let index = *scopes.scope(scope).index.get(name)?;
        self.by_symbol.get(&(scope, index)).copied()
    }
}

fn add_variable(scopes: &mut Scopes, unit: FunctionId, local: Local) -> VariableId {
    let name = local.name.clone();
    let locals = &mut scopes.units[unit.index()].locals;
    locals.push(local);
    let local = LocalId(locals.len() as u32 - 1);
    scopes.variables.push(Variable { unit, name, local });
    VariableId(scopes.variables.len() as u32 - 1)
}

fn resolve_symbol(scopes: &mut Scopes, owned: &OwnedVariables, scope: ScopeId, symbol: usize) -> Resolution {
    let entry = scopes.scope(scope);
    let parent = entry.parent;
    let kind = match (entry.kind, parent.map(|parent| scopes.scope(parent).kind)) {
        // Annotations in a class see its namespace as the body does.
        (ScopeKind::Annotation, Some(ScopeKind::Class)) => ScopeKind::Class,
        (kind, _) => kind,
    };
    let symbol = &entry.symbols[symbol];
    if kind == ScopeKind::Module || symbol.is_global {
        return Resolution::Global;
    }
    let (name, is_nonlocal, is_bound) = (symbol.name.clone(), symbol.is_nonlocal, symbol.is_bound);
    if is_bound && !is_nonlocal {
        return match owned.find(scopes, scope, &name) {
            Some(variable) => Resolution::Variable(variable),
            None => Resolution::ClassGlobal,
        };
    }
    match (look_outward(scopes, owned, parent, &name), kind) {
        (Some(variable), ScopeKind::Class) if !is_nonlocal => Resolution::ClassVariable(variable),
        (Some(variable), _) => Resolution::Variable(variable),
        (None, ScopeKind::Class) if !is_nonlocal => Resolution::ClassGlobal,
        (None, _) => Resolution::Global,
    }
}

/// The variable that a free name means, looked up from `scope` outwards; `None` is a global.
fn look_outward(
    scopes: &mut Scopes,
    owned: &OwnedVariables,
    mut scope: Option<ScopeId>,
    name: &str,
) -> Option<VariableId> {
    while let Some(id) = scope {
        let entry = scopes.scope(id);
        match entry.kind {
            ScopeKind::Module => return None,
            ScopeKind::Class if name == "__class__" => return Some(class_cell(scopes, id)),
            ScopeKind::Class => {}
            _ => {
                if let Some(variable) = owned.find(scopes, id, name) {
                    return Some(variable);
                }
                if entry.index.get(name).is_some_and(|index| entry.symbols[*index].is_global) {
                    return None;
                }
            }
        }
        scope = scopes.scope(id).parent;
    }
    None
}

fn class_cell(scopes: &mut Scopes, scope: ScopeId) -> VariableId {
    if let Some(variable) = scopes.scope(scope).class_cell {
        return variable;
    }
    let unit = scopes.scope(scope).unit;
    let variable = add_variable(scopes, unit, Local { is_cell: true, ..hidden_local("__class__") });
    scopes.scope_mut(scope).class_cell = Some(variable);
    variable
}

/// Passes the cell of a variable from its owner down to `user`.
fn capture(scopes: &mut Scopes, user: FunctionId, variable: VariableId) {
    let Variable { unit: owner, local, .. } = *scopes.variable(variable);
    if owner == user {
        return;
    }
    scopes.units[owner.index()].locals[local.index()].is_cell = true;
    let mut unit = user;
    while unit != owner {
        let entry = &mut scopes.units[unit.index()];
        if !entry.free.contains(&variable) {
            entry.free.push(variable);
        }
        match entry.parent {
            Some(parent) => unit = parent,
            None => unreachable!("scope analysis: a captured variable's owner encloses its users"),
        }
    }
}
