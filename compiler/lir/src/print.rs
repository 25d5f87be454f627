//! The text form. [`crate::parse_module`] reads it back.

use std::fmt::{self, Display, Formatter, Write};

use crate::entities::{Symbol, Value};
use crate::function::{BlockCall, Function, Instruction, InstructionData, Terminator};
use crate::module::{Access, Data, Linkage, Module, SymbolKind, SymbolTable};

impl Display for Module {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "module ")?;
        quoted(formatter, &self.name)?;
        write!(formatter, " source ")?;
        quoted(formatter, &self.source_path)?;
        writeln!(formatter)?;
        if !self.symbols.is_empty() {
            writeln!(formatter)?;
        }
        for (_, symbol) in self.symbols.iter() {
            write!(formatter, "{} ", symbol.linkage.name())?;
            match &symbol.kind {
                SymbolKind::Function(signature) => {
                    write!(formatter, "function ")?;
                    symbol_name(formatter, &symbol.name)?;
                    writeln!(formatter, "{signature}")?;
                }
                SymbolKind::Data => {
                    write!(formatter, "data ")?;
                    symbol_name(formatter, &symbol.name)?;
                    writeln!(formatter)?;
                }
            }
        }
        for data in &self.data {
            writeln!(formatter)?;
            print_data(formatter, data, &self.symbols)?;
        }
        for function in &self.functions {
            writeln!(formatter)?;
            print_function(formatter, function, &self.symbols)?;
        }
        Ok(())
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$'))
}

fn quoted(formatter: &mut Formatter<'_>, text: &str) -> fmt::Result {
    formatter.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(formatter, "\\{character}")?,
            ' '..='~' => formatter.write_char(character)?,
            _ => write!(formatter, "\\u{{{:x}}}", u32::from(character))?,
        }
    }
    formatter.write_char('"')
}

fn symbol_name(formatter: &mut Formatter<'_>, name: &str) -> fmt::Result {
    formatter.write_char('@')?;
    if is_plain(name) { formatter.write_str(name) } else { quoted(formatter, name) }
}

fn symbol_reference(formatter: &mut Formatter<'_>, symbols: &SymbolTable, symbol: Symbol) -> fmt::Result {
    symbol_name(formatter, &symbols.get(symbol).name)
}

fn print_data(formatter: &mut Formatter<'_>, data: &Data, symbols: &SymbolTable) -> fmt::Result {
    write!(formatter, "data ")?;
    symbol_reference(formatter, symbols, data.symbol)?;
    let access = match data.access {
        Access::Constant => "constant",
        Access::Writable => "writable",
    };
    writeln!(formatter, " {access} align {} {{", data.alignment)?;
    let mut position = 0;
    for relocation in &data.relocations {
        let offset = relocation.offset as usize;
        print_bytes(formatter, &data.bytes[position..offset])?;
        write!(formatter, "  address ")?;
        symbol_reference(formatter, symbols, relocation.target)?;
        print_offset(formatter, relocation.addend)?;
        writeln!(formatter)?;
        position = offset + 8;
    }
    print_bytes(formatter, &data.bytes[position..])?;
    if data.zeros > 0 {
        writeln!(formatter, "  zeros {}", data.zeros)?;
    }
    writeln!(formatter, "}}")
}

fn print_bytes(formatter: &mut Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    for row in bytes.chunks(16) {
        write!(formatter, "  bytes ")?;
        for byte in row {
            write!(formatter, "{byte:02x}")?;
        }
        writeln!(formatter)?;
    }
    Ok(())
}

fn print_offset(formatter: &mut Formatter<'_>, offset: i64) -> fmt::Result {
    match offset {
        0 => Ok(()),
        1.. => write!(formatter, " + {offset}"),
        _ => write!(formatter, " - {}", offset.unsigned_abs()),
    }
}

/// Writes one function.
fn print_function(formatter: &mut Formatter<'_>, function: &Function, symbols: &SymbolTable) -> fmt::Result {
    write!(formatter, "function ")?;
    symbol_reference(formatter, symbols, function.symbol)?;
    writeln!(formatter, "{} {{", if function.is_compact { " compact" } else { "" })?;
    for (index, slot) in function.slots.iter().enumerate() {
        writeln!(formatter, "  slot{index} = stack {}", slot.size)?;
    }
    for (index, block) in function.blocks.iter().enumerate() {
        write!(formatter, "block{index}")?;
        if !block.parameters.is_empty() {
            formatter.write_char('(')?;
            for (position, &parameter) in block.parameters.iter().enumerate() {
                let separator = if position > 0 { ", " } else { "" };
                write!(formatter, "{separator}{parameter}: {}", function.value_type(parameter))?;
            }
            formatter.write_char(')')?;
        }
        writeln!(formatter, "{}:", if block.cold { " cold" } else { "" })?;
        for instruction in &block.instructions {
            write!(formatter, "  ")?;
            print_instruction(formatter, instruction, function, symbols)?;
            print_line(formatter, instruction.line)?;
        }
        write!(formatter, "  ")?;
        print_terminator(formatter, &block.terminator)?;
        print_line(formatter, block.terminator_line)?;
    }
    writeln!(formatter, "}}")
}

fn print_line(formatter: &mut Formatter<'_>, line: u32) -> fmt::Result {
    if line == 0 { writeln!(formatter) } else { writeln!(formatter, " !{line}") }
}

fn print_values(formatter: &mut Formatter<'_>, values: &[Value]) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        write!(formatter, "{}{value}", if index > 0 { ", " } else { "" })?;
    }
    Ok(())
}

fn print_instruction(
    formatter: &mut Formatter<'_>,
    data: &InstructionData,
    function: &Function,
    symbols: &SymbolTable,
) -> fmt::Result {
    let results: Vec<Value> = data.results.iter().flatten().copied().collect();
    for (index, &result) in results.iter().enumerate() {
        let separator = if index > 0 { ", " } else { "" };
        write!(formatter, "{separator}{result}: {}", function.value_type(result))?;
    }
    if !results.is_empty() {
        formatter.write_str(" = ")?;
    }
    match &data.instruction {
        Instruction::IntConstant(value) => write!(formatter, "iconst {value}"),
        Instruction::FloatConstant(bits) => write!(formatter, "fconst 0x{bits:016x}"),
        Instruction::Unary(operator, operand) => write!(formatter, "{} {operand}", operator.name()),
        Instruction::Binary(operator, [left, right]) => {
            write!(formatter, "{} {left}, {right}", operator.name())
        }
        Instruction::Overflow(operator, [left, right]) => {
            write!(formatter, "{} {left}, {right}", operator.name())
        }
        Instruction::IntCompare(condition, [left, right]) => {
            write!(formatter, "icmp {} {left}, {right}", condition.name())
        }
        Instruction::FloatCompare(condition, [left, right]) => {
            write!(formatter, "fcmp {} {left}, {right}", condition.name())
        }
        Instruction::Select(flag, [then, otherwise]) => {
            write!(formatter, "select {flag}, {then}, {otherwise}")
        }
        Instruction::Load(kind, address, offset) => {
            write!(formatter, "load {} {address}", kind.name())?;
            print_offset(formatter, i64::from(*offset))
        }
        Instruction::Store(kind, value, address, offset) => {
            write!(formatter, "store {} {value}, {address}", kind.name())?;
            print_offset(formatter, i64::from(*offset))
        }
        Instruction::SlotAddress(slot, offset) => {
            write!(formatter, "slot_address {slot}")?;
            print_offset(formatter, i64::from(*offset))
        }
        Instruction::SymbolAddress(symbol, addend) => {
            formatter.write_str("symbol_address ")?;
            symbol_reference(formatter, symbols, *symbol)?;
            print_offset(formatter, *addend)
        }
        Instruction::Call(symbol, arguments) => {
            formatter.write_str("call ")?;
            symbol_reference(formatter, symbols, *symbol)?;
            formatter.write_char('(')?;
            print_values(formatter, arguments)?;
            formatter.write_char(')')
        }
        Instruction::CallIndirect(signature, callee, arguments) => {
            write!(formatter, "call_indirect {callee}(")?;
            print_values(formatter, arguments)?;
            write!(formatter, ") as {signature}")
        }
    }
}

fn print_target(formatter: &mut Formatter<'_>, target: &BlockCall) -> fmt::Result {
    write!(formatter, "{}", target.block)?;
    if target.arguments.is_empty() {
        return Ok(());
    }
    formatter.write_char('(')?;
    print_values(formatter, &target.arguments)?;
    formatter.write_char(')')
}

fn print_terminator(formatter: &mut Formatter<'_>, terminator: &Terminator) -> fmt::Result {
    match terminator {
        Terminator::Jump(target) => {
            formatter.write_str("jump ")?;
            print_target(formatter, target)
        }
        Terminator::Branch(flag, then, otherwise) => {
            write!(formatter, "branch {flag}, ")?;
            print_target(formatter, then)?;
            formatter.write_str(", ")?;
            print_target(formatter, otherwise)
        }
        Terminator::Switch(index, targets, default) => {
            write!(formatter, "switch {index}, [")?;
            for (position, target) in targets.iter().enumerate() {
                formatter.write_str(if position > 0 { ", " } else { "" })?;
                print_target(formatter, target)?;
            }
            formatter.write_str("], ")?;
            print_target(formatter, default)
        }
        Terminator::Return(None) => formatter.write_str("return"),
        Terminator::Return(Some(value)) => write!(formatter, "return {value}"),
        Terminator::Trap => formatter.write_str("trap"),
    }
}

impl Display for Linkage {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
