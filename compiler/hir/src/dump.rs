//! The textual form of HIR, for tests and `--dump-after hir`.
//!
//! It looks like Python with every name replaced by its place: `local0:x`, `cell1:y`, `free0:z`, `global2:print`,
//! `class:name|global3`. Spans are not shown.

mod expression;
mod statement;

use std::fmt::{self, Display, Formatter};

use crate::{
    Capture, ClassFallback, ClassName, Constant, Function, FunctionKind, ImportKind, Integer, Module, Place, Text,
    TypeHint,
};

impl Display for Module {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} {}", if self.package { "package" } else { "module" }, self.name)?;
        for import in &self.imports {
            let doubt = if import.kind == ImportKind::PerhapsSubmodule { "?" } else { "" };
            writeln!(formatter, "imports {}{doubt}", import.module)?;
        }
        if self.has_star_import {
            writeln!(formatter, "has star import")?;
        }
        for (global, hint) in &self.global_hints {
            writeln!(formatter, "hint {}: {hint}", self.global_name(*global))?;
        }
        for (index, function) in self.functions.iter().enumerate() {
            write!(formatter, "\nfunction{index}: ")?;
            Dump { module: self, function }.unit(formatter)?;
        }
        Ok(())
    }
}

/// What names places while a unit is printed.
#[derive(Clone, Copy)]
struct Dump<'a> {
    module: &'a Module,
    function: &'a Function,
}

impl Dump<'_> {
    fn unit(self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let function = self.function;
        let kind = match function.kind {
            FunctionKind::Module => "module",
            FunctionKind::Function => "def",
            FunctionKind::Lambda => "lambda",
            FunctionKind::ClassBody => "class",
            FunctionKind::GeneratorExpression => "genexpr",
        };
        write!(formatter, "{kind} {}", function.qualified_name)?;
        if !matches!(function.kind, FunctionKind::Module | FunctionKind::ClassBody) {
            write!(formatter, "(")?;
            self.parameters(formatter)?;
            write!(formatter, ")")?;
        }
        if let Some(hint) = &function.return_hint {
            write!(formatter, " -> {hint}")?;
        }
        if function.is_generator {
            write!(formatter, " generator")?;
        }
        writeln!(formatter, " line {}", function.first_line)?;
        for (index, local) in function.locals.iter().enumerate() {
            if local.is_parameter && !local.is_cell {
                continue;
            }
            let kind = if local.is_cell { "cell" } else { "local" };
            let hidden = if local.is_hidden { " hidden" } else { "" };
            write!(formatter, "  {kind}{index}:{}{hidden}", local.name)?;
            match &local.hint {
                Some(hint) => writeln!(formatter, ": {hint}")?,
                None => writeln!(formatter)?,
            }
        }
        for (index, free) in function.free_variables.iter().enumerate() {
            match free.source {
                Capture::Cell(local) => writeln!(formatter, "  free{index}:{} = outer cell{}", free.name, local.0)?,
                Capture::Free(outer) => writeln!(formatter, "  free{index}:{} = outer {outer}", free.name)?,
            }
        }
        if let Some(class) = &function.class {
            if let Some(cell) = class.class_cell {
                writeln!(formatter, "  class cell {}", cell.0)?;
            }
            if !class.static_attributes.is_empty() {
                writeln!(formatter, "  static attributes {}", class.static_attributes.join(", "))?;
            }
            for (name, hint) in &class.annotated_names {
                write!(formatter, "  annotated {name}")?;
                match hint {
                    Some(hint) => writeln!(formatter, ": {hint}")?,
                    None => writeln!(formatter)?,
                }
            }
        }
        if let Some(docstring) = &function.docstring {
            writeln!(formatter, "  docstring {}", Quoted(docstring))?;
        }
        self.body(formatter, &function.body, 1)
    }

    fn parameters(self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let parameters = &self.function.parameters;
        let mut parts = Vec::new();
        let name = |index: u32, star: &str, has_default: bool| {
            let local = &self.function.locals[index as usize];
            let hint = local.hint.as_ref().map_or_else(String::new, |hint| format!(": {hint}"));
            let default = if has_default { "=..." } else { "" };
            format!("{star}{}{hint}{default}", local.name)
        };
        let positional = parameters.positional();
        for index in 0..positional {
            parts.push(name(index, "", index + parameters.positional_defaults >= positional));
            if index + 1 == parameters.positional_only {
                parts.push("/".to_owned());
            }
        }
        match parameters.variable_positional {
            Some(local) => parts.push(name(local.0, "*", false)),
            None if !parameters.keyword_only.is_empty() => parts.push("*".to_owned()),
            None => {}
        }
        for (index, has_default) in parameters.keyword_only.iter().enumerate() {
            parts.push(name(positional + index as u32, "", *has_default));
        }
        if let Some(local) = parameters.variable_keyword {
            parts.push(name(local.0, "**", false));
        }
        write!(formatter, "{}", parts.join(", "))
    }

    fn place(self, formatter: &mut Formatter<'_>, place: &Place) -> fmt::Result {
        let locals = &self.function.locals;
        match place {
            Place::Local(local) => write!(formatter, "{local}:{}", locals[local.index()].name),
            Place::Cell(local) => write!(formatter, "cell{}:{}", local.0, locals[local.index()].name),
            Place::Free(free) => write!(formatter, "{free}:{}", self.function.free_variables[free.index()].name),
            Place::Global(global) => write!(formatter, "{global}:{}", self.module.global_name(*global)),
            Place::Class(ClassName { name, fallback }) => match fallback {
                ClassFallback::Global(global) => write!(formatter, "class:{name}|{global}"),
                ClassFallback::Free(free) => write!(formatter, "class:{name}|{free}"),
                ClassFallback::Cell(local) => write!(formatter, "class:{name}|cell{}", local.0),
            },
        }
    }
}

impl Display for TypeHint {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(formatter, "{name}"),
            Self::None => write!(formatter, "None"),
            Self::Unknown => write!(formatter, "?"),
            Self::Generic(name, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
                write!(formatter, "{name}[{}]", arguments.join(", "))
            }
            Self::Union(members) => {
                let members: Vec<String> = members.iter().map(ToString::to_string).collect();
                write!(formatter, "{}", members.join(" | "))
            }
        }
    }
}

impl Display for Constant {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(formatter, "None"),
            Self::Boolean(true) => write!(formatter, "True"),
            Self::Boolean(false) => write!(formatter, "False"),
            Self::Ellipsis => write!(formatter, "..."),
            Self::Integer(Integer::Small(value)) => write!(formatter, "{value}"),
            Self::Integer(Integer::Big(digits)) => write!(formatter, "0x{digits}"),
            Self::Float(bits) => write!(formatter, "{:?}", f64::from_bits(*bits)),
            Self::Imaginary(bits) => write!(formatter, "{:?}j", f64::from_bits(*bits)),
            Self::String(text) => write!(formatter, "{}", Quoted(text)),
            Self::Bytes(bytes) => write!(formatter, "b\"{}\"", bytes.escape_ascii()),
        }
    }
}

/// Text as a literal; surrogates as `\u{d800}`.
struct Quoted<'a>(&'a Text);

impl Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.0.as_str() {
            Some(text) => write!(formatter, "{text:?}"),
            None => {
                write!(formatter, "\"")?;
                for chunk in self.0.as_wtf8().utf8_chunks() {
                    write!(formatter, "{}", chunk.valid().escape_debug())?;
                    for byte in chunk.invalid() {
                        write!(formatter, "\\x{byte:02x}")?;
                    }
                }
                write!(formatter, "\"")
            }
        }
    }
}
