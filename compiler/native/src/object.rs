//! One LIR module to one object file.

use cranelift_codegen::ir::{AbiParam, Signature as CraneliftSignature, types};
use cranelift_codegen::isa::CallConv;
use cranelift_module::{DataDescription, DataId, FuncId, Linkage as ModuleLinkage, Module as _, default_libcall_names};
use cranelift_object::object::{SectionFlags, SectionKind};
use cranelift_object::{ObjectBuilder, ObjectModule};
use moltc_lir::{Access, Data, Linkage, Module, ParameterType, Signature, Symbol, SymbolKind};

use crate::code::{Declarations, compile_functions};
use crate::debug::add_debug_sections;
use crate::error::NativeError;
use crate::target::{Settings, create_isa};

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
    let isa = create_isa(settings)?;
    let module_error = |error: &dyn std::fmt::Display| NativeError::new(&module.name, error);
    let mut builder = ObjectBuilder::new(isa.clone(), module.name.as_bytes(), default_libcall_names())
        .map_err(|error| module_error(&error))?;
    builder.per_function_section(true);
    let mut object = ObjectModule::new(builder);
    let symbols = declare_symbols(module, &mut object)?;

    for data in &module.data {
        define_data(module, &mut object, &symbols, data)?;
    }
    let compact_isa = create_isa(&Settings { optimize: false, ..*settings })?;
    let declarations = Declarations {
        module,
        declarations: object.declarations(),
        symbols: &symbols,
        isa: &isa,
        compact_isa: &compact_isa,
    };
    let mut functions = Vec::with_capacity(module.functions.len());
    for code in compile_functions(&declarations)? {
        object
            .define_function_bytes(code.id, code.alignment, &code.bytes, &code.relocations)
            .map_err(|error| NativeError::new(code.debug.symbol(), error))?;
        functions.push(code.debug);
    }
    let cie = object.isa().create_systemv_cie();
    let mut product = object.finish();
    add_debug_sections(&mut product, &module.source_path, &functions, cie)?;
    for note in notes {
        let section = product.object.add_section(Vec::new(), note.section.as_bytes().to_vec(), SectionKind::Other);
        product.object.section_mut(section).flags = SectionFlags::Elf { sh_flags: EXCLUDED };
        product.object.append_section_data(section, note.content, 1);
    }
    product.emit().map_err(|error| module_error(&error))
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

/// The Cranelift form of a signature.
pub(crate) fn translate_signature(signature: &Signature, convention: CallConv) -> CraneliftSignature {
    let parameter = |parameter: &ParameterType| {
        AbiParam::new(match parameter {
            ParameterType::I32 => types::I32,
            ParameterType::I64 | ParameterType::Pointer => types::I64,
            ParameterType::F64 => types::F64,
        })
    };
    let mut translated = CraneliftSignature::new(convention);
    translated.params.extend(signature.parameters.iter().map(parameter));
    translated.returns.extend(signature.result.iter().map(parameter));
    translated
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
