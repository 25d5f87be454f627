//! One module's way through the compiler.

use std::time::{Duration, Instant};

use moltc_diagnostics::SourceFile;
use moltc_lir::Lowering;
use moltc_native::{CompiledFunctions, Note, Part, Settings, Target};
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

/// How many LIR values are made before they are handed out to be compiled.
const VALUES_TOGETHER: usize = 1 << 14;

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
    let (mut lower, mut lowering_time) = (Lower::new(&mut module), Duration::ZERO);
    let start = Instant::now();
    let compiled = CompiledFunctions::new(&settings, || {
        let start = Instant::now();
        let part = lower.next_part(file);
        lowering_time += start.elapsed();
        part
    });
    timings.add("lower", lowering_time);
    timings.add("machine code", start.elapsed().saturating_sub(lowering_time));
    let rest = lower.rest();
    timings
        .measure("object file", || compiled.and_then(|compiled| compiled.finish(&rest, notes)))
        .unwrap_or_else(|error| panic!("module {name}: {error}"))
}

/// A module that is lowered part by part.
struct Lower<'a> {
    module: &'a mut moltc_ir::Module,
    /// The next function.
    next: usize,
    /// Until all functions are made.
    lowering: Option<Lowering>,
    /// Then everything but the functions.
    rest: Option<moltc_lir::Module>,
    /// Functions that were verified, in builds that do so.
    verified: Vec<moltc_lir::Symbol>,
}

impl<'a> Lower<'a> {
    fn new(module: &'a mut moltc_ir::Module) -> Self {
        let lowering = Some(Lowering::new(module));
        Self { module, next: 0, lowering, rest: None, verified: Vec::new() }
    }

    /// The next functions.
    fn next_part(&mut self, file: &SourceFile) -> Option<Part> {
        let mut lowering = self.lowering.take()?;
        let name = &self.module.name;
        while self.next < self.module.functions.len() && lowering.pending_values() <= VALUES_TOGETHER {
            let id = moltc_ir::FunctionId::from_index(self.next);
            lowering.lower(self.module, id).unwrap_or_else(|error| panic!("module {name}: lowering {error}"));
            self.module.functions[self.next].drop_body();
            self.next += 1;
        }
        let mut part = Part { functions: lowering.take_functions(), symbols: lowering.symbols().symbols().clone() };
        if self.next < self.module.functions.len() {
            self.lowering = Some(lowering);
        } else {
            let rest = lowering.finish(self.module, file.text().as_bytes());
            let mut rest = rest.unwrap_or_else(|error| panic!("module {name}: lowering {error}"));
            part.functions.append(&mut rest.functions);
            part.symbols = rest.symbols.symbols().clone();
            self.rest = Some(rest);
        }
        if cfg!(debug_assertions) {
            for function in &part.functions {
                let verified = moltc_lir::verify_function(&part.symbols, function);
                verified.unwrap_or_else(|error| panic!("module {name}: {error}"));
                self.verified.push(function.symbol);
            }
        }
        Some(part)
    }

    /// What is left when all parts have been taken.
    fn rest(self) -> moltc_lir::Module {
        let rest = self.rest.expect("all parts have been taken");
        if cfg!(debug_assertions) {
            moltc_lir::verify_rest(&rest, &self.verified)
                .unwrap_or_else(|error| panic!("module {}: {error}", self.module.name));
        }
        rest
    }
}

/// All of it: a module to its object file.
pub(crate) fn object(front: &Front, profile: Profile, target: Target) -> Result<Vec<u8>, Failure> {
    let mut module = build(front)?;
    let mentions = mentions::of_module(&module);
    optimize(&mut module, &Options::default());
    let note = Note { section: mentions::SECTION, content: &mentions };
    Ok(compile(module, &front.file, &[note], profile, target, &mut Timings::default()))
}
