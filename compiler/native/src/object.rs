//! One LIR module to one object file.

use std::sync::Arc;

use cranelift_codegen::isa::TargetIsa;
use cranelift_module::{
    DataDescription, DataId, FuncId, Linkage as ModuleLinkage, Module as _, ModuleReloc, ModuleRelocTarget,
    default_libcall_names,
};
use cranelift_object::object::{SectionFlags, SectionKind};
use cranelift_object::{ObjectBuilder, ObjectModule};
use moltc_lir::{Access, Data, Linkage, Module, Symbol, SymbolKind};

use crate::code::{BackEnds, Code, Part, compile_functions};
use crate::debug::add_debug_sections;
use crate::error::NativeError;
use crate::target::{Settings, create_isa};
use crate::translate::translate_signature;

/// What a LIR symbol is called in the object file under construction.
#[derive(Clone, Copy)]
pub(crate) enum ObjectSymbol {
    Function(FuncId),
    Data(DataId),
}

/// Something an object says to the link step, which does not become part of programs.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// Name of its section.
    pub section: &'a str,
    /// What it says.
    pub content: &'a [u8],
}

/// A linker leaves sections with this flag out.
const EXCLUDED: u64 = 0x8000_0000;

/// Compiles a verified module to a relocatable ELF object with notes.
pub fn compile_module(module: &Module, notes: &[Note<'_>], settings: &Settings) -> Result<Vec<u8>, NativeError> {
    let mut all = Some(Part { symbols: module.symbols.symbols().clone(), functions: module.functions.clone() });
    CompiledFunctions::new(settings, || all.take())?.finish(module, notes)
}

/// The machine code of a module on its way to an object file.
pub struct CompiledFunctions {
    isa: Arc<dyn TargetIsa>,
    codes: Vec<Code>,
}

impl CompiledFunctions {
    /// Compiles the verified functions of a module, in parts, so that they need not all be in memory together: `next` makes a
    /// part or says that there is none any more. It runs on this thread while others compile the parts before.
    pub fn new(settings: &Settings, next: impl FnMut() -> Option<Part>) -> Result<Self, NativeError> {
        let compact_isa = create_isa(&Settings { optimize: false, ..*settings })?;
        let back_ends = BackEnds { isa: create_isa(settings)?, compact_isa };
        let codes = compile_functions(&back_ends, next)?;
        Ok(Self { isa: back_ends.isa, codes })
    }

    /// The object of the functions and everything else in the module, with notes.
    pub fn finish(self, module: &Module, notes: &[Note<'_>]) -> Result<Vec<u8>, NativeError> {
        let module_error = |error: &dyn std::fmt::Display| NativeError::new(&module.name, error);
        let mut builder = ObjectBuilder::new(self.isa, module.name.as_bytes(), default_libcall_names())
            .map_err(|error| module_error(&error))?;
        builder.per_function_section(true);
        let mut object = ObjectModule::new(builder);
        let symbols = declare_symbols(module, &mut object)?;
        for data in &module.data {
            define_data(module, &mut object, &symbols, data)?;
        }
        let (mut ids, mut functions) = (Vec::new(), Vec::new());
        for code in self.codes {
            let ObjectSymbol::Function(id) = symbols[code.symbol.index()] else {
                return Err(NativeError::new(code.debug.symbol(), "a function is declared as data"));
            };
            let relocations: Vec<ModuleReloc> =
                code.relocations.into_iter().map(|relocation| rename(relocation, &symbols)).collect();
            object
                .define_function_bytes(id, code.alignment, &code.bytes, &relocations)
                .map_err(|error| NativeError::new(code.debug.symbol(), error))?;
            ids.push(id);
            functions.push(code.debug);
        }
        let cie = object.isa().create_systemv_cie();
        let mut product = object.finish();
        add_debug_sections(&mut product, &module.source_path, &ids, &functions, cie)?;
        for note in notes {
            let section = product.object.add_section(Vec::new(), note.section.as_bytes().to_vec(), SectionKind::Other);
            product.object.section_mut(section).flags = SectionFlags::Elf { sh_flags: EXCLUDED };
            product.object.append_section_data(section, note.content, 1);
        }
        product.emit().map_err(|error| module_error(&error))
    }
}

/// A relocation of compiled code, which has the numbers of LIR symbols, as the object has it.
fn rename(relocation: ModuleReloc, symbols: &[ObjectSymbol]) -> ModuleReloc {
    let name = |number: u32| match symbols[number as usize] {
        ObjectSymbol::Function(id) => ModuleRelocTarget::from(id),
        ObjectSymbol::Data(id) => ModuleRelocTarget::from(id),
    };
    let target = match relocation.name {
        ModuleRelocTarget::User { index, .. } => name(index),
        ModuleRelocTarget::FunctionOffset(number, offset) => match symbols[number.as_u32() as usize] {
            ObjectSymbol::Function(id) => ModuleRelocTarget::FunctionOffset(id, offset),
            ObjectSymbol::Data(_) => unreachable!("code is in functions"),
        },
        other => other,
    };
    ModuleReloc { name: target, ..relocation }
}

fn declare_symbols(module: &Module, object: &mut ObjectModule) -> Result<Vec<ObjectSymbol>, NativeError> {
    let mut writable = vec![false; module.symbols.len()];
    for data in &module.data {
        writable[data.symbol.index()] = data.access == Access::Writable;
    }
    let convention = object.isa().default_call_conv();
    let declare = |(symbol, data): (Symbol, &moltc_lir::SymbolData)| {
        let linkage = match data.linkage {
            Linkage::Import => ModuleLinkage::Import,
            Linkage::Local => ModuleLinkage::Local,
            Linkage::Export => ModuleLinkage::Export,
        };
        let declared = match &data.kind {
            SymbolKind::Function(signature) => {
                let signature = translate_signature(signature, convention);
                object.declare_function(&data.name, linkage, &signature).map(ObjectSymbol::Function)
            }
            SymbolKind::Data => {
                let writable = writable[symbol.index()];
                object.declare_data(&data.name, linkage, writable, false).map(ObjectSymbol::Data)
            }
        };
        declared.map_err(|error| NativeError::new(&data.name, error))
    };
    module.symbols.iter().map(declare).collect()
}

fn define_data(
    module: &Module,
    object: &mut ObjectModule,
    symbols: &[ObjectSymbol],
    data: &Data,
) -> Result<(), NativeError> {
    let name = &module.symbols.get(data.symbol).name;
    let ObjectSymbol::Data(id) = symbols[data.symbol.index()] else {
        return Err(NativeError::new(name, "data is declared as a function"));
    };
    let zeros = usize::try_from(data.zeros).map_err(|error| NativeError::new(name, error))?;
    let mut description = DataDescription::new();
    description.set_align(u64::from(data.alignment));
    if data.bytes.is_empty() {
        description.define_zeroinit(zeros);
    } else {
        let mut bytes = data.bytes.clone();
        bytes.resize(bytes.len() + zeros, 0);
        description.define(bytes.into_boxed_slice());
    }
    for relocation in &data.relocations {
        match symbols[relocation.target.index()] {
            ObjectSymbol::Function(target) => {
                if relocation.addend != 0 {
                    return Err(NativeError::new(name, "an address inside a function"));
                }
                let target = object.declare_func_in_data(target, &mut description);
                description.write_function_addr(relocation.offset, target);
            }
            ObjectSymbol::Data(target) => {
                let target = object.declare_data_in_data(target, &mut description);
                description.write_data_addr(relocation.offset, target, relocation.addend);
            }
        }
    }
    object.define_data(id, &description).map_err(|error| NativeError::new(name, error))
}
