//! The names that modules mention.
//!
//! An object has them in a section that does not become part of programs: the name of the source file, then lines
//! `NUMBER NAME`, the first line of the source that mentions the name, 0 if that is unknown. A line `NUMBER *REASON` says that
//! the module looks attributes up under names that only show when the program runs, and by what.
//!
//! Every str of a module's constants counts as a mention, and so does every name in one, so that `getattr(x, "name")` and
//! `"{0.name}".format(x)` need no special treatment.

use std::collections::{BTreeMap, BTreeSet};

use molt_abi::descriptions::NATIVE_MODULES;
use moltc_ir::{Constant, ConstantId, Function, GlobalId, Immediate, Instruction, Intrinsic, Module, Op, Value};

use super::elf::Object;

/// The section.
pub(crate) const SECTION: &str = ".molt.mentions";

/// Functions that look up the attribute their second argument names.
const LOOKUPS: &[&str] = &["getattr", "hasattr", "setattr", "delattr"];
/// Names whose mention means that any attribute may be looked up.
const DYNAMIC: &[&str] = &[
    "__builtins__",
    "__delattr__",
    "__dict__",
    "__getattribute__",
    "__import__",
    "__setattr__",
    "__subclasses__",
    "attrgetter",
    "eval",
    "exec",
    "f_builtins",
    "import_module",
    "methodcaller",
    "vars",
];
/// Methods that look up the attributes their receiver names.
const FORMATTING: &[&str] = &["format", "format_map"];
/// Classes whose patterns give what is matched to the one pattern in parentheses. Others look attributes up under the names in
/// `__match_args__`.
const MATCHING_THEMSELVES: &[&str] =
    &["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"];

/// Who mentions names.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// The first mention of each: number of the module and line.
    names: BTreeMap<String, (usize, u32)>,
    /// What makes any name possible.
    dynamic: Option<(String, usize, u32)>,
    /// Source files of modules.
    modules: Vec<String>,
    /// Symbols that the objects leave to others to define.
    symbols: BTreeSet<String>,
}

impl Mentions {
    /// Adds what an object says about a module. An object that says nothing may mention anything.
    pub(crate) fn add_object(&mut self, module: &str, file: &[u8]) {
        let number = self.modules.len();
        let object = Object::read(file);
        object.iter().for_each(|object| self.add_symbols(object));
        let said = object.and_then(|object| {
            let section = object.sections.iter().find(|section| section.name == SECTION)?;
            std::str::from_utf8(&file[section.bytes.clone()]).ok()
        });
        let said = said.and_then(|said| said.split_once('\n'));
        let Some((file, said)) = said else {
            self.modules.push(module.to_owned());
            self.dynamic.get_or_insert(("an object without a list of names".to_owned(), number, 0));
            return;
        };
        self.modules.push(file.to_owned());
        for (line, name) in said.lines().filter_map(|line| line.split_once(' ')) {
            let line = line.parse().unwrap_or_default();
            match name.strip_prefix('*') {
                Some(reason) => {
                    self.dynamic.get_or_insert((reason.to_owned(), number, line));
                }
                None => {
                    self.names.entry(name.to_owned()).or_insert((number, line));
                }
            }
        }
    }
    /// Adds what an object without a source leaves to others to define.
    pub(crate) fn add_made_object(&mut self, file: &[u8]) {
        Object::read(file).iter().for_each(|object| self.add_symbols(object));
    }
    fn add_symbols(&mut self, object: &Object<'_>) {
        let left = object.symbols.iter().filter(|symbol| symbol.section.is_none());
        self.symbols.extend(left.map(|symbol| symbol.name.to_owned()));
    }
    /// Symbols that the objects leave to others to define.
    pub(crate) fn symbols(&self) -> impl Iterator<Item = &str> {
        self.symbols.iter().map(String::as_str)
    }
    /// Whether the program can come to a name.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.dynamic.is_some() || self.names.contains_key(name)
    }
    /// Whether the program may look at the documentation of what the runtime defines.
    pub(crate) fn keeps_documentation(&self) -> bool {
        molt_abi::descriptions::NAMES_OF_DOCUMENTATION.iter().any(|name| self.mentions(name))
    }
    /// Where a name is mentioned, for people.
    pub(crate) fn reason(&self, name: &str) -> Option<String> {
        let place = |module: usize, line: u32| match line {
            0 => self.modules[module].clone(),
            line => format!("{}:{line}", self.modules[module]),
        };
        if let Some(&(module, line)) = self.names.get(name) {
            return Some(place(module, line));
        }
        self.dynamic.as_ref().map(|(reason, module, line)| format!("{} in {}", reason, place(*module, *line)))
    }
    /// What keeps everything, for people.
    pub(crate) fn dynamic(&self) -> Option<String> {
        let (reason, module, line) = self.dynamic.as_ref()?;
        Some(format!("{reason} in {}:{line}", self.modules[*module]))
    }
}

/// What an object says about the names its module mentions. `module` is IR as it was built.
pub(crate) fn of_module(module: &Module) -> Vec<u8> {
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    let mut dynamic: BTreeMap<String, u32> = BTreeMap::new();
    for function in &module.functions {
        for (instruction, line) in lines(function) {
            for immediate in &instruction.immediates {
                match *immediate {
                    Immediate::NameId(name) => {
                        let name = module.names.get(name);
                        mention(&mut names, name, line);
                        // What the name of a variable looks like means nothing.
                        if instruction.op != Op::CheckBound && (DYNAMIC.contains(&name) || LOOKUPS.contains(&name)) {
                            mention(&mut dynamic, &format!("`{name}`"), line);
                        }
                    }
                    Immediate::GlobalId(global) => {
                        let name = module.names.get(module.global_name(global));
                        mention(&mut names, name, line);
                        if DYNAMIC.contains(&name) {
                            mention(&mut dynamic, &format!("`{name}`"), line);
                        }
                    }
                    Immediate::ConstantId(constant) => texts(module, constant, &mut |text| {
                        mention_parts(&mut names, text, line);
                        if DYNAMIC.contains(&text) || LOOKUPS.contains(&text) || FORMATTING.contains(&text) {
                            mention(&mut dynamic, &format!("`{text}`"), line);
                        }
                    }),
                    _ => {}
                }
            }
        }
        for (reason, line) in dynamic_lookups(module, function) {
            mention(&mut dynamic, &reason, line);
        }
    }
    // What stands in the tables without an instruction that says where: names of parameters, parts of constants.
    for (_, name) in module.names.iter() {
        mention(&mut names, name, 0);
    }
    for (constant, _) in module.constants.iter() {
        texts(module, constant, &mut |text| mention_parts(&mut names, text, 0));
    }
    let mut said = format!("{}\n", module.file_name);
    for (reason, line) in dynamic {
        said.push_str(&format!("{line} *{reason}\n"));
    }
    for (name, line) in names {
        said.push_str(&format!("{line} {name}\n"));
    }
    said.into_bytes()
}

/// The instructions with their lines. A constant stands in front of what uses it, whose line it gets.
fn lines(function: &Function) -> impl Iterator<Item = (&Instruction, u32)> {
    function.layout.iter().flat_map(|block| {
        let instructions = &function.block(*block).instructions;
        instructions.iter().enumerate().map(|(index, instruction)| {
            let user = instructions[index..].iter().find(|user| user.op != Op::Constant).unwrap_or(instruction);
            (instruction, line_of(function, user))
        })
    })
}

fn line_of(function: &Function, instruction: &Instruction) -> u32 {
    instruction.location.map_or(0, |location| function.locations[location.index()].line)
}

fn instructions(function: &Function) -> impl Iterator<Item = &Instruction> {
    function.layout.iter().flat_map(|block| &function.block(*block).instructions)
}

fn mention(names: &mut BTreeMap<String, u32>, name: &str, line: u32) {
    if !name.is_empty() && !names.contains_key(name) {
        names.insert(name.to_owned(), line);
    }
}

/// Mentions every word of a text that can be a name.
fn mention_parts(names: &mut BTreeMap<String, u32>, text: &str, line: u32) {
    for word in text.split(|character: char| !(character.is_alphanumeric() || character == '_')) {
        if !word.starts_with(|character: char| character.is_numeric()) {
            mention(names, word, line);
        }
    }
}

/// The texts in a constant.
fn texts(module: &Module, constant: ConstantId, action: &mut dyn FnMut(&str)) {
    match module.constants.get(constant) {
        Constant::Str(text) => {
            if let Some(text) = text.as_str() {
                action(text);
            }
        }
        Constant::Tuple(items) => items.iter().for_each(|item| texts(module, *item, action)),
        _ => {}
    }
}

/// What looks attributes up under names that only show when the program runs, with its line.
fn dynamic_lookups(module: &Module, function: &Function) -> Vec<(String, u32)> {
    let mut lookups: BTreeMap<Value, (&str, u32)> = BTreeMap::new();
    let mut constants: BTreeSet<Value> = BTreeSet::new();
    let mut matching_themselves: BTreeSet<Value> = BTreeSet::new();
    let mut native_modules: BTreeSet<Value> = BTreeSet::new();
    for instruction in instructions(function) {
        let Some(result) = instruction.result else { continue };
        match instruction.op {
            Op::GlobalGet => {
                let name = module.names.get(module.global_name(instruction.global()));
                if LOOKUPS.contains(&name) {
                    lookups.insert(result, (name, line_of(function, instruction)));
                }
                if MATCHING_THEMSELVES.contains(&name) && !sets_global(module, instruction.global()) {
                    matching_themselves.insert(result);
                }
            }
            Op::Constant if matches!(module.constants.get(instruction.constant()), Constant::Str(_)) => {
                constants.insert(result);
                texts(module, instruction.constant(), &mut |text| {
                    if NATIVE_MODULES.contains(&text) {
                        native_modules.insert(result);
                    }
                });
            }
            // The module stands for its name.
            Op::Intrinsic
                if instruction.intrinsic() == Intrinsic::import_module
                    && instruction.operands.iter().any(|name| native_modules.contains(name)) =>
            {
                native_modules.insert(result);
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for block in &function.layout {
        let block = function.block(*block);
        for instruction in &block.instructions {
            // A lookup under a constant name mentions the name; whatever else is done with the function may lead anywhere.
            let is_plain = instruction.op == Op::Call
                && instruction.operands.get(2).is_some_and(|name| constants.contains(name))
                && !instruction.operands[1..].iter().any(|operand| lookups.contains_key(operand));
            if !is_plain {
                for operand in &instruction.operands {
                    if let Some((name, line)) = lookups.get(operand) {
                        found.push((format!("`{name}` with a name that is not constant"), *line));
                    }
                }
            }
            if instruction.op == Op::Intrinsic
                && instruction.intrinsic() == Intrinsic::match_class
                && instruction.numbers().as_slice() != [0]
                && !matching_themselves.contains(&instruction.operands[1])
            {
                let line = line_of(function, instruction);
                found.push(("a class pattern that leaves names to `__match_args__`".to_owned(), line));
            }
            if instruction.op == Op::Intrinsic
                && instruction.intrinsic() == Intrinsic::import_star
                && instruction.operands.iter().any(|source| native_modules.contains(source))
            {
                found.push(("`*` from a built-in module".to_owned(), line_of(function, instruction)));
            }
            let formats = |name: &str| FORMATTING.contains(&name);
            let named = match instruction.op {
                Op::CallMethod | Op::CallMethodKeywords | Op::MethodGet | Op::AttributeGet => {
                    Some(module.names.get(instruction.name()))
                }
                _ => None,
            };
            if let Some(name) = named.filter(|name| formats(name))
                && !instruction.operands.first().is_some_and(|receiver| constants.contains(receiver))
            {
                found.push((format!("`{name}` of a text that is not constant"), line_of(function, instruction)));
            }
        }
        let passed = block.terminator.iter().flat_map(|terminator| {
            let arguments = terminator.edges().into_iter().flat_map(|edge| edge.arguments.iter().copied());
            terminator.operands().into_iter().chain(arguments)
        });
        for operand in passed {
            if let Some((name, line)) = lookups.get(&operand) {
                found.push((format!("`{name}` with a name that is not constant"), *line));
            }
        }
    }
    found
}

/// Whether the module binds a global name itself.
fn sets_global(module: &Module, global: GlobalId) -> bool {
    let sets = |instruction: &Instruction| {
        matches!(instruction.op, Op::GlobalSet | Op::GlobalDelete) && instruction.global() == global
    };
    module.functions.iter().any(|function| instructions(function).any(sets))
}
