//! DWARF: which source line each instruction comes from, what each function is called and where it lies, and where its
//! caller's registers are at each instruction. Nothing else is described.
//!
//! All of it is in sections that a linker drops when the program is stripped.

use cranelift_codegen::MachSrcLoc;
use cranelift_codegen::binemit::CodeOffset;
use cranelift_codegen::isa::unwind::UnwindInfo;
use cranelift_module::FuncId;
use cranelift_object::ObjectProduct;
use cranelift_object::object::write::{Relocation as ObjectRelocation, SectionId as ObjectSection, SymbolId};
use cranelift_object::object::{RelocationEncoding, RelocationFlags, RelocationKind, SectionKind};
use gimli::write::{
    Address, AttributeValue, CommonInformationEntry, DwarfUnit, EndianVec, FrameTable, LineProgram, LineString, Range,
    RangeList, RelocateWriter, Relocation, RelocationTarget, Sections,
};
use gimli::{Encoding, Format, LineEncoding, LittleEndian, SectionId};

use crate::error::NativeError;

/// What is told about one function.
pub(crate) struct DebugFunction {
    /// The symbol: the qualified name of the Python function, `$`, and what else makes it unique.
    symbol: String,
    size: CodeOffset,
    unwinding: Option<UnwindInfo>,
    /// Ranges of code with their lines, by ascending start. Code between them has no line.
    ranges: Vec<(CodeOffset, CodeOffset, u32)>,
}

impl DebugFunction {
    /// Collects what Cranelift recorded.
    pub fn new(
        symbol: &str,
        size: CodeOffset,
        locations: &[MachSrcLoc<cranelift_codegen::Final>],
        unwinding: Option<UnwindInfo>,
    ) -> Self {
        let with_line = locations.iter().filter(|location| !location.loc.is_default());
        let ranges = with_line.map(|location| (location.start, location.end, location.loc.bits())).collect();
        Self { symbol: symbol.to_owned(), size, unwinding, ranges }
    }

    /// What the object calls it.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// What people call it. Functions without lines are glue around another and keep their symbol's name.
    fn name(&self) -> &str {
        match self.symbol.split_once('$') {
            Some((name, _)) if !self.ranges.is_empty() => name,
            _ => &self.symbol,
        }
    }

    fn first_line(&self) -> u32 {
        self.ranges.iter().map(|&(_, _, line)| line).min().unwrap_or(0)
    }
}

/// Bytes of a debug section and the addresses to be filled in.
#[derive(Clone)]
struct DebugSection {
    bytes: EndianVec<LittleEndian>,
    relocations: Vec<Relocation>,
}

impl RelocateWriter for DebugSection {
    type Writer = EndianVec<LittleEndian>;

    fn writer(&self) -> &Self::Writer {
        &self.bytes
    }

    fn writer_mut(&mut self) -> &mut Self::Writer {
        &mut self.bytes
    }

    fn relocate(&mut self, relocation: Relocation) {
        self.relocations.push(relocation);
    }
}

/// Adds the debug sections of a module to its object, in which its functions have these numbers.
pub(crate) fn add_debug_sections(
    product: &mut ObjectProduct,
    source_path: &str,
    ids: &[FuncId],
    functions: &[DebugFunction],
    cie: Option<CommonInformationEntry>,
) -> Result<(), NativeError> {
    if source_path.is_empty() || source_path.contains('\0') || functions.is_empty() {
        return Ok(());
    }
    let fail = |error: &dyn std::fmt::Display| NativeError::new(source_path, error);
    let symbols: Vec<SymbolId> = ids.iter().map(|&id| product.function_symbol(id)).collect();
    let mut dwarf = describe(source_path, functions);
    let mut sections = Sections::new(DebugSection { bytes: EndianVec::new(LittleEndian), relocations: Vec::new() });
    dwarf.write(&mut sections).map_err(|error| fail(&error))?;
    if let Some(cie) = cie {
        frames(functions, cie).write_debug_frame(&mut sections.debug_frame).map_err(|error| fail(&error))?;
    }

    let mut added: Vec<(SectionId, ObjectSection)> = Vec::new();
    sections
        .for_each(|id, section| {
            if !section.bytes.slice().is_empty() {
                let name = id.name().as_bytes().to_vec();
                let object_section = product.object.add_section(Vec::new(), name, SectionKind::Debug);
                product.object.set_section_data(object_section, section.bytes.slice().to_vec(), 1);
                added.push((id, object_section));
            }
            Ok::<(), gimli::write::Error>(())
        })
        .map_err(|error| fail(&error))?;
    for &(id, object_section) in &added {
        let section = sections.get(id).expect("it was found above");
        for relocation in &section.relocations {
            let symbol = match relocation.target {
                RelocationTarget::Symbol(index) => symbols[index],
                RelocationTarget::Section(target) => {
                    let target = added.iter().find(|(id, _)| *id == target);
                    let target = target.ok_or_else(|| fail(&"a reference to an empty debug section"))?;
                    product.object.section_symbol(target.1)
                }
            };
            let relocation = ObjectRelocation {
                offset: relocation.offset as u64,
                symbol,
                addend: relocation.addend,
                flags: RelocationFlags::Generic {
                    kind: RelocationKind::Absolute,
                    encoding: RelocationEncoding::Generic,
                    size: relocation.size * 8,
                },
            };
            product.object.add_relocation(object_section, relocation).map_err(|error| fail(&error))?;
        }
    }
    Ok(())
}

/// How to find each function's caller.
fn frames(functions: &[DebugFunction], cie: CommonInformationEntry) -> FrameTable {
    let mut table = FrameTable::default();
    let cie = table.add_cie(cie);
    for (index, function) in functions.iter().enumerate() {
        if let Some(UnwindInfo::SystemV(unwinding)) = &function.unwinding {
            table.add_fde(cie, unwinding.to_fde(Address::Symbol { symbol: index, addend: 0 }));
        }
    }
    table
}

fn describe(source_path: &str, functions: &[DebugFunction]) -> DwarfUnit {
    let encoding = Encoding { format: Format::Dwarf32, version: 5, address_size: 8 };
    let mut dwarf = DwarfUnit::new(encoding);
    // The directory of the compilation stays open, so that objects do not depend on where they were made.
    let directory = LineString::new(".", encoding, &mut dwarf.line_strings);
    let file = LineString::new(source_path, encoding, &mut dwarf.line_strings);
    let mut program = LineProgram::new(encoding, LineEncoding::default(), directory, None, file, None);
    let file = program.files().next().expect("DWARF 5 programs have their source file").0;
    let mut ranges = Vec::new();
    for (index, function) in functions.iter().enumerate() {
        let start = Address::Symbol { symbol: index, addend: 0 };
        ranges.push(Range::StartLength { begin: start, length: u64::from(function.size) });
        program.begin_sequence(Some(start));
        // Code without a line of its own (moved, shared, made by the register allocator) counts to the line before it; the
        // prologue counts to the function's first line. Functions without lines are glue and have line 0.
        let mut current = function.first_line();
        let mut rows = vec![(0, current)];
        for &(from, _, line) in &function.ranges {
            if line != std::mem::replace(&mut current, line) {
                rows.push((from, line));
            }
        }
        for (offset, line) in rows {
            program.row().address_offset = u64::from(offset);
            program.row().file = file;
            program.row().line = u64::from(line);
            program.generate_row();
        }
        program.end_sequence(u64::from(function.size));
    }
    dwarf.unit.line_program = program;

    let ranges = dwarf.unit.ranges.add(RangeList(ranges));
    let name = dwarf.strings.add(source_path);
    let producer = dwarf.strings.add("molt");
    let names: Vec<_> = functions.iter().map(|function| dwarf.strings.add(function.name())).collect();
    let root_id = dwarf.unit.root();
    let root = dwarf.unit.get_mut(root_id);
    root.set(gimli::DW_AT_producer, AttributeValue::StringRef(producer));
    root.set(gimli::DW_AT_language, AttributeValue::Language(gimli::DW_LANG_Python));
    root.set(gimli::DW_AT_name, AttributeValue::StringRef(name));
    root.set(gimli::DW_AT_low_pc, AttributeValue::Address(Address::Constant(0)));
    root.set(gimli::DW_AT_ranges, AttributeValue::RangeListRef(ranges));
    root.set(gimli::DW_AT_stmt_list, AttributeValue::LineProgramRef);
    for (index, (function, name)) in functions.iter().zip(names).enumerate() {
        let entry = dwarf.unit.add(root_id, gimli::DW_TAG_subprogram);
        let entry = dwarf.unit.get_mut(entry);
        let start = Address::Symbol { symbol: index, addend: 0 };
        entry.set(gimli::DW_AT_name, AttributeValue::StringRef(name));
        entry.set(gimli::DW_AT_low_pc, AttributeValue::Address(start));
        entry.set(gimli::DW_AT_high_pc, AttributeValue::Udata(u64::from(function.size)));
        if function.first_line() > 0 {
            entry.set(gimli::DW_AT_decl_file, AttributeValue::FileIndex(Some(file)));
            entry.set(gimli::DW_AT_decl_line, AttributeValue::Udata(u64::from(function.first_line())));
        }
    }
    dwarf
}
