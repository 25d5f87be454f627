//! One module's way through the compiler.

use moltc_diagnostics::SourceFile;
use moltc_lir::{Lowering, SymbolTable};
use moltc_native::{ModuleCompiler, Note, Settings, Target};
use moltc_passes::{Options, Outcome};

use crate::carried::mentions;
use crate::failure::Failure;
use crate::timings::Timings;

/// Whether to compile fast or to make fast programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Compile fast.
    Dev,
    /// Make fast programs.
    Release,
}

impl Profile {
    /// The profile with this name.
    pub(crate) fn from_name(name: &str) -> Result<Self, Failure> {
        match name {
            "dev" => Ok(Self::Dev),
            "release" => Ok(Self::Release),
            _ => Err(Failure::usage(format!("the profile is dev or release, not {name:?}"))),
        }
    }
}

/// A seed of hashes.
pub(crate) fn hash_seed(text: &str) -> Result<u32, Failure> {
    text.parse().map_err(|_| Failure::usage(format!("--hash-seed is a number from 0 to {}, not {text:?}", u32::MAX)))
}

/// The target that a triple names.
pub(crate) fn target(triple: &str) -> Result<Target, Failure> {
    Target::from_triple(triple).ok_or_else(|| {
        let known: Vec<&str> = Target::ALL.iter().map(|target| target.triple()).collect();
        Failure::usage(format!("unknown target {triple:?}; there are {}", known.join(", ")))
    })
}

/// A module whose names are resolved.
#[derive(Debug)]
pub(crate) struct Front {
    /// Its source.
    pub(crate) file: SourceFile,
    /// Its tree.
    pub(crate) hir: moltc_hir::Module,
}

/// Parses a module and resolves its names.
pub(crate) fn front(name: &str, package: bool, display_path: &str, source: &[u8]) -> Result<Front, Failure> {
    let parsed = moltc_syntax::parse(display_path, source)
        .map_err(|rejected| Failure::refused(rejected.file, rejected.diagnostics))?;
    match moltc_hir::lower(&parsed, name, package) {
        Ok(hir) => Ok(Front { file: parsed.file, hir }),
        Err(diagnostics) => Err(Failure::refused(parsed.file, diagnostics)),
    }
}

/// Builds the IR.
pub(crate) fn build(front: &Front) -> Result<moltc_ir::Module, Failure> {
    moltc_build::build(&front.hir, &front.file).map_err(|diagnostics| Failure::refused(front.file.clone(), diagnostics))
}

/// Runs the passes. A broken rule is a bug in the compiler.
pub(crate) fn optimize(module: &mut moltc_ir::Module, options: &Options) -> Outcome {
    let verify = options.verify || cfg!(debug_assertions) || std::env::var_os("MOLT_VERIFY").is_some();
    match moltc_passes::run_pipeline(module, &Options { verify, ..options.clone() }) {
        Ok(outcome) => outcome,
        Err(error) => panic!("module {}: {error}", module.name),
    }
}

/// Lowers IR that went through the passes.
pub(crate) fn lower(module: &moltc_ir::Module, file: &SourceFile) -> moltc_lir::Module {
    match moltc_lir::lower_module(module, file.text().as_bytes()) {
        Ok(lowered) => lowered,
        Err(error) => panic!("module {}: lowering {error}", module.name),
    }
}

/// Makes an object file of LIR, with notes for the link step.
pub(crate) fn assemble(module: &moltc_lir::Module, notes: &[Note<'_>], profile: Profile, target: Target) -> Vec<u8> {
    if cfg!(debug_assertions)
        && let Err(error) = moltc_lir::verify_module(module)
    {
        panic!("module {}: {error}", module.name);
    }
    let settings = Settings { target, optimize: profile == Profile::Release };
    match moltc_native::compile_module(module, notes, &settings) {
        Ok(object) => object,
        Err(error) => panic!("module {}: {error}", module.name),
    }
}

/// How many LIR values are made before they are compiled: enough to keep all processors busy.
const VALUES_TOGETHER: usize = 1 << 17;

/// Makes an object file of IR that went through the passes, with notes for the link step. Only a part of the module is LIR at
/// a time, and IR is gone once it has been lowered.
pub(crate) fn compile(
    mut module: moltc_ir::Module,
    file: &SourceFile,
    notes: &[Note<'_>],
    profile: Profile,
    target: Target,
    timings: &mut Timings,
) -> Vec<u8> {
    let name = module.name.clone();
    let settings = Settings { target, optimize: profile == Profile::Release };
    let mut lowering = Lowering::new(&module);
    let mut compiler = ModuleCompiler::new(&settings).unwrap_or_else(|error| panic!("module {name}: {error}"));
    let mut verified = Vec::new();
    let mut add = |symbols: &SymbolTable, functions: &[moltc_lir::Function], timings: &mut Timings| {
        if cfg!(debug_assertions) {
            for function in functions {
                moltc_lir::verify_function(symbols, function).unwrap_or_else(|error| panic!("module {name}: {error}"));
                verified.push(function.symbol);
            }
        }
        let added = timings.measure("machine code", || compiler.add_functions(symbols, functions));
        added.unwrap_or_else(|error| panic!("module {name}: {error}"));
    };
    for index in 0..module.functions.len() {
        let id = moltc_ir::FunctionId::from_index(index);
        let lowered = timings.measure("lower", || lowering.lower(&module, id));
        lowered.unwrap_or_else(|error| panic!("module {name}: lowering {error}"));
        module.functions[index].drop_body();
        if lowering.pending_values() > VALUES_TOGETHER {
            let functions = lowering.take_functions();
            add(lowering.symbols(), &functions, timings);
        }
    }
    let rest = timings.measure("lower", || lowering.finish(&module, file.text().as_bytes()));
    let mut rest = rest.unwrap_or_else(|error| panic!("module {name}: lowering {error}"));
    drop(module);
    let functions = std::mem::take(&mut rest.functions);
    add(&rest.symbols, &functions, timings);
    drop(functions);
    if cfg!(debug_assertions) {
        moltc_lir::verify_rest(&rest, &verified).unwrap_or_else(|error| panic!("module {name}: {error}"));
    }
    let object = timings.measure("object file", || compiler.finish(&rest, notes));
    object.unwrap_or_else(|error| panic!("module {name}: {error}"))
}

/// All of it: a module to its object file.
pub(crate) fn object(front: &Front, profile: Profile, target: Target) -> Result<Vec<u8>, Failure> {
    let mut module = build(front)?;
    let mentions = mentions::of_module(&module);
    optimize(&mut module, &Options::default());
    let note = Note { section: mentions::SECTION, content: &mentions };
    Ok(compile(module, &front.file, &[note], profile, target, &mut Timings::default()))
}
