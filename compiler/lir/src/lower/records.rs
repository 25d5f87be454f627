//! Code records, the module record, and the tables they point to. Field order is that of the structs in `molt_abi`.

use std::collections::BTreeSet;

use molt_abi::layout::{NEVER_DIRECT, NO_SLOT, code_flags};
use molt_abi::locations;
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::{ConstantId, FunctionId, FunctionKind, Instruction, NameId, Op, ParameterKind};

use super::source_text::shown_source;
use super::statics::{StaticValue, Statics};
use crate::entities::Symbol;
use crate::module::{Access, Data, Linkage, SymbolKind, SymbolTable};

/// Defines every record of the module.
pub(super) fn define(
    ir: &moltc_ir::Module,
    source: &[u8],
    statics: &mut Statics,
    symbols: &mut SymbolTable,
) -> Result<(), String> {
    let mut context = Records { ir, statics, symbols };
    for index in 0..ir.functions.len() {
        context.code_record(FunctionId::from_index(index))?;
    }
    context.globals();
    context.module_record(source)
}

/// The global variables and attributes that the code of a function names, each once, in the order of the code.
pub(super) fn named(ir: &moltc_ir::Module, id: FunctionId) -> Vec<NameId> {
    let function = ir.function(id);
    let name_in = |instruction: &Instruction| match instruction.op {
        Op::AttributeGet
        | Op::AttributeSet
        | Op::AttributeDelete
        | Op::CallMethod
        | Op::CallMethodKeywords
        | Op::MethodGet => Some(instruction.name()),
        Op::GlobalGet | Op::GlobalSet | Op::GlobalDelete => Some(ir.global_name(instruction.global())),
        _ => None,
    };
    let instructions = function.layout.iter().flat_map(|&block| &function.block(block).instructions);
    let mut seen = BTreeSet::new();
    instructions.filter_map(name_in).filter(|&name| seen.insert(name)).collect()
}

struct Records<'a> {
    ir: &'a moltc_ir::Module,
    statics: &'a mut Statics,
    symbols: &'a mut SymbolTable,
}

impl Records<'_> {
    fn text(&mut self, text: &str) -> Symbol {
        self.statics.text(self.symbols, text)
    }

    /// An array of immortal strs; the address of an empty array is null.
    fn names(&mut self, names: &[NameId]) -> Option<Symbol> {
        if names.is_empty() {
            return None;
        }
        let strings: Vec<Symbol> = names.iter().map(|&name| self.text(self.ir.names.get(name))).collect();
        let symbol = self.statics.anonymous(self.symbols, "names");
        let mut data = Data::new(symbol, 8, Access::Constant);
        strings.into_iter().for_each(|string| data.push_address(string, 0));
        self.statics.add(data);
        Some(symbol)
    }

    fn documentation(&mut self, data: &mut Data, docstring: Option<ConstantId>) -> Result<(), String> {
        let value = match docstring {
            Some(id) => self.statics.constant(self.symbols, self.ir, id)?,
            None => StaticValue::Bits(RuntimeValue::NONE.bits()),
        };
        match value {
            StaticValue::Bits(bits) => data.push_u64(bits),
            StaticValue::Object(symbol) => data.push_address(symbol, 0),
            StaticValue::IntegerCell(_) => return Err("a docstring is not a str".into()),
        }
        Ok(())
    }

    fn locations(&mut self, id: FunctionId) -> Option<Symbol> {
        let locations = &self.ir.function(id).locations;
        if locations.is_empty() {
            return None;
        }
        let mut groups = Vec::new();
        let mut offsets = Vec::new();
        let group_count = locations.len().div_ceil(locations::GROUP);
        for group in locations.chunks(locations::GROUP) {
            offsets.push((4 * group_count + groups.len()) as u32);
            let group: Vec<_> = group.iter().map(runtime_location).collect();
            locations::encode_group(&group, &mut |byte| groups.push(byte));
        }
        let symbol = self.statics.anonymous(self.symbols, "locations");
        let mut data = Data::new(symbol, 4, Access::Constant);
        offsets.into_iter().for_each(|offset| data.push_u32(offset));
        data.push_bytes(&groups);
        self.statics.add(data);
        Some(symbol)
    }

    /// The variables, as CPython counts them: parameters, those that collect arguments last, each in the slot of its local if
    /// that is set again; then locals; then locals in cells by name. Names that start with a dot are the compiler's, except
    /// for the iterator of a generator expression, which CPython shows as well.
    fn variables(&mut self, id: FunctionId) -> (Option<Symbol>, u32) {
        let function = self.ir.function(id);
        let slot_of = |local: usize| {
            let frame = function.frame.as_ref()?;
            frame.local_slot(moltc_ir::Local::from_index(local)).map(|slot| slot.0)
        };
        let name_of = |name: NameId| self.ir.names.get(name);
        let is_hidden = |name: NameId| name_of(name).starts_with('.') && name_of(name) != ".0";
        let collects = |parameter: &moltc_ir::Parameter| {
            u8::from(parameter.kind == ParameterKind::VarPositional)
                + 2 * u8::from(parameter.kind == ParameterKind::VarKeyword)
        };
        let mut parameters: Vec<_> =
            function.parameters.iter().enumerate().filter(|(_, other)| !is_hidden(other.name)).collect();
        parameters.sort_by_key(|(_, parameter)| collects(parameter));
        let mut variables: Vec<(NameId, u32, bool)> = Vec::new();
        for (index, parameter) in parameters {
            let local = function.locals.iter().position(|local| local.name == parameter.name);
            let place = local.and_then(|local| Some((slot_of(local)?, function.locals[local].is_cell)));
            let (slot, is_cell) = place.unwrap_or((index as u32, false));
            variables.push((parameter.name, slot, is_cell));
        }
        let is_parameter = |name: NameId| function.parameters.iter().any(|parameter| parameter.name == name);
        let is_class_body = function.kind == FunctionKind::Class;
        let mut cells = Vec::new();
        for (index, local) in function.locals.iter().enumerate().filter(|(_, local)| !is_hidden(local.name)) {
            let first = function.locals.iter().position(|other| other.name == local.name);
            if is_parameter(local.name) && first == Some(index) {
                continue;
            }
            let variable = (local.name, slot_of(index).unwrap_or(NO_SLOT), local.is_cell);
            match local.is_cell {
                true => cells.push(variable),
                false if !is_class_body => variables.push(variable),
                false => {}
            }
        }
        cells.sort_by_key(|&(name, ..)| name_of(name));
        variables.extend(cells);
        if variables.is_empty() {
            return (None, 0);
        }
        let strings: Vec<Symbol> = variables.iter().map(|&(name, ..)| self.text(self.ir.names.get(name))).collect();
        let symbol = self.statics.anonymous(self.symbols, "variables");
        let mut data = Data::new(symbol, 8, Access::Constant);
        for (string, &(_, slot, is_cell)) in strings.into_iter().zip(&variables) {
            data.push_address(string, 0);
            data.push_u32(slot);
            data.push_u32(u32::from(is_cell));
        }
        self.statics.add(data);
        (Some(symbol), variables.len() as u32)
    }

    fn code_record(&mut self, id: FunctionId) -> Result<(), String> {
        let function = self.ir.function(id);
        let known = self.statics.functions[id.index()];
        let count = |kind| function.parameters.iter().filter(|parameter| parameter.kind == kind).count() as u32;
        let positional_only = count(ParameterKind::PositionalOnly);
        let positional = positional_only + count(ParameterKind::Positional);
        let parameter_names: Vec<NameId> = function.parameters.iter().map(|parameter| parameter.name).collect();
        let conditions = [
            (count(ParameterKind::VarPositional) > 0, code_flags::VARIABLE_POSITIONAL),
            (count(ParameterKind::VarKeyword) > 0, code_flags::VARIABLE_KEYWORDS),
            (function.is_generator, code_flags::GENERATOR),
            (function.kind == FunctionKind::Class, code_flags::CLASS_BODY),
            (function.kind == FunctionKind::Module, code_flags::MODULE_BODY),
            (self.ir.reads_slots(), code_flags::READS_SLOTS),
        ];
        let flags = conditions.iter().filter(|(holds, _)| *holds).fold(0, |flags, (_, flag)| flags | flag);

        let name = self.text(&function.name);
        let qualified_name = self.text(&function.qualified_name);
        let parameter_names = self.names(&parameter_names);
        let locations = self.locations(id);
        let free_names = self.names(&function.free_variables);
        let (variables, variable_count) = self.variables(id);
        let named = std::mem::take(&mut self.statics.named[id.index()]);
        let names = self.names(&named);

        let mut data = Data::new(known.code, 8, Access::Constant);
        data.push_address(known.direct, 0);
        data.push_address(known.entry, 0);
        push_optional(&mut data, known.resume);
        data.push_address(self.statics.module_record, 0);
        data.push_address(name, 0);
        data.push_address(qualified_name, 0);
        self.documentation(&mut data, function.docstring)?;
        push_optional(&mut data, parameter_names);
        push_optional(&mut data, locations);
        push_optional(&mut data, free_names);
        push_optional(&mut data, variables);
        push_optional(&mut data, names);
        let frame_slots = function.frame_slot_count() as u32;
        for field in [
            flags,
            function.parameters.len() as u32,
            positional_only,
            positional,
            count(ParameterKind::KeywordOnly),
            function.free_variables.len() as u32,
            frame_slots,
            function.first_line,
            variable_count,
            function.locations.len() as u32,
            named.len() as u32,
            if positional as usize == function.parameters.len() {
                function.parameters.len() as u32
            } else {
                NEVER_DIRECT
            },
        ] {
            data.push_u32(field);
        }
        debug_assert_eq!(data.bytes.len(), size_of::<molt_abi::CodeRecord>());
        self.statics.add(data);
        Ok(())
    }

    fn globals(&mut self) {
        let mut data = Data::new(self.statics.globals, 16, Access::Writable);
        for _ in self.ir.globals() {
            data.push_u64(RuntimeValue::UNBOUND.bits());
        }
        if data.bytes.is_empty() {
            data.zeros = 8;
        }
        self.statics.add(data);
    }

    fn module_record(&mut self, source: &[u8]) -> Result<(), String> {
        let name = self.text(&self.ir.name);
        let file = self.text(&self.ir.file_name);
        let source_symbol = self.statics.anonymous(self.symbols, "source");
        let source = shown_source(self.ir, source);
        let block = lz4_flex::block::compress(&source);
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(|_| "a source text of 4 GiB".to_owned());
        let (source_size, source_length) = (length(&block)?, length(&source)?);
        let mut text = Data::new(source_symbol, 1, Access::Constant);
        text.push_bytes(&block);
        self.statics.add(text);
        let mut globals: Vec<_> = self.ir.globals().collect();
        globals.sort_by_key(|(global, _)| self.statics.global_slots[global.index()]);
        let global_names: Vec<NameId> = globals.into_iter().map(|(_, name)| name).collect();
        let names = self.names(&global_names);
        let hash = format!("{}{}", molt_abi::intrinsics::ABI_SYMBOL_PREFIX, molt_abi::hash::ABI_HASH);
        let hash = self.symbols.declare(&hash, SymbolKind::Data, Linkage::Import);
        let docstring = self.ir.functions.first().and_then(|body| body.docstring);

        let mut data = Data::new(self.statics.module_record, 16, Access::Writable);
        data.push_address(name, 0);
        data.push_address(file, 0);
        data.push_address(source_symbol, 0);
        data.push_u32(source_size);
        data.push_u32(source_length);
        data.push_address(self.statics.globals, 0);
        push_optional(&mut data, names);
        data.push_u32(global_names.len() as u32);
        data.push_u32(u32::from(self.ir.is_package));
        data.push_address(self.statics.functions[0].code, 0);
        data.push_u64(RuntimeValue::ERROR.bits());
        self.documentation(&mut data, docstring)?;
        data.push_u64(RuntimeValue::ERROR.bits());
        debug_assert_eq!(data.bytes.len(), size_of::<molt_abi::ModuleRecord>());
        // Behind the record: the reference that makes the linker refuse a runtime with another ABI.
        data.push_address(hash, 0);
        self.statics.add(data);
        Ok(())
    }
}

fn runtime_location(location: &moltc_ir::Location) -> molt_abi::Location {
    molt_abi::Location {
        line: location.line,
        end_line: location.end_line,
        column: location.column,
        end_column: location.end_column,
    }
}

fn push_optional(data: &mut Data, symbol: Option<Symbol>) {
    match symbol {
        Some(symbol) => data.push_address(symbol, 0),
        None => data.push_u64(0),
    }
}
