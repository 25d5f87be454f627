//! The pass list and what runs it.

use std::time::{Duration, Instant};

use moltc_ir::{
    Function, FunctionId, Module, Phase, VerifierError, print_module, print_module_with_facts, verify_function,
};

use crate::analyses::{Analyses, Preserved};
use crate::verify_reference_counts::verify_reference_counts;

/// One pass.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// Its name, as in `--dump-after NAME`; each pass appears once.
    pub name: &'static str,
    /// What it does, in a line.
    pub documentation: &'static str,
    /// The phases a function may be in before it.
    pub before: &'static [Phase],
    /// The phase a function is in after it; `None` leaves it as it is.
    pub after: Option<Phase>,
    /// Passes that must have run before.
    pub runs_after: &'static [&'static str],
    /// What holds after it of what was asked about the function in or before it. A pass that says everything drops itself
    /// what it breaks.
    pub preserves: Preserved,
    run: fn(&mut Function, &mut Module, &mut Analyses),
}

impl Pass {
    /// Runs the pass on one function, about which something may be known.
    pub fn run(&self, module: &mut Module, id: FunctionId, analyses: &mut Analyses) {
        let shell = Function::new("", "", module.function(id).kind);
        let mut function = std::mem::replace(&mut module.functions[id.index()], shell);
        (self.run)(&mut function, module, analyses);
        analyses.keep(self.preserves);
        module.functions[id.index()] = function;
    }
}

/// The pipeline, in order.
pub const PASSES: &[Pass] = &[
    Pass {
        name: "simplify",
        documentation: "Decided branches, jumps to jumps, mergeable and unreachable blocks.",
        before: &[Phase::Built, Phase::Explicit, Phase::Ssa],
        after: None,
        runs_after: &[],
        preserves: Preserved::All,
        run: crate::simplify::run,
    },
    Pass {
        name: "explicit_error_edges",
        documentation: "Raising instructions end their block with `try`; handlers become edges.",
        before: &[Phase::Built],
        after: Some(Phase::Explicit),
        runs_after: &[],
        preserves: Preserved::Nothing,
        run: crate::explicit_error_edges::run,
    },
    Pass {
        name: "forward_locals",
        documentation: "What local slots are known to hold is used without reading them.",
        before: &[Phase::Explicit],
        after: Some(Phase::Ssa),
        runs_after: &["explicit_error_edges"],
        preserves: Preserved::All,
        run: crate::forward_locals::run,
    },
    Pass {
        name: "decide_by_facts",
        documentation: "Questions whose answers follow from what is known of the operands.",
        before: &[Phase::Ssa],
        after: None,
        runs_after: &["forward_locals"],
        preserves: Preserved::All,
        run: crate::decide_by_facts::run,
    },
    Pass {
        name: "constant_propagation",
        documentation: "What constants determine is computed.",
        before: &[Phase::Ssa],
        after: None,
        runs_after: &["decide_by_facts"],
        preserves: Preserved::All,
        run: crate::constant_propagation::run,
    },
    Pass {
        name: "simplify_again",
        documentation: "`simplify` with what constant propagation has decided.",
        before: &[Phase::Ssa],
        after: None,
        runs_after: &["constant_propagation"],
        preserves: Preserved::All,
        run: crate::simplify::run,
    },
    Pass {
        name: "dead_code",
        documentation: "Unneeded pure instructions and block parameters go.",
        before: &[Phase::Built, Phase::Explicit, Phase::Ssa],
        after: None,
        runs_after: &["constant_propagation"],
        preserves: Preserved::ControlFlow,
        run: crate::dead_code::run,
    },
    Pass {
        name: "split_generators",
        documentation: "Frames are laid out; generators become functions with numbered resume entries.",
        before: &[Phase::Ssa],
        after: Some(Phase::Split),
        runs_after: &["forward_locals"],
        preserves: Preserved::All,
        run: crate::split_generators::run,
    },
    Pass {
        name: "place_reference_counts",
        documentation: "Reference counting becomes explicit.",
        before: &[Phase::Split],
        after: Some(Phase::Counted),
        runs_after: &["split_generators", "dead_code"],
        preserves: Preserved::Nothing,
        run: crate::place_reference_counts::run,
    },
];

/// The pass with this name.
pub fn find_pass(name: &str) -> Option<&'static Pass> {
    PASSES.iter().find(|pass| pass.name == name)
}

/// What to do besides running the passes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Run the verifiers after each pass.
    pub verify: bool,
    /// Passes after which the whole module is printed.
    pub dump_after: Vec<String>,
    /// Print what is known of each value with the module.
    pub dump_facts: bool,
    /// The last pass to run.
    pub stop_after: Option<String>,
}

/// The time one pass took, over all functions.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// The pass.
    pub pass: &'static str,
    /// How long it ran, without verification.
    pub time: Duration,
}

/// What running the pipeline gave besides the changed module.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The dumps asked for: pass and text, in the order of the passes.
    pub dumps: Vec<(String, String)>,
    /// Timings in the order of the passes.
    pub timings: Vec<Timing>,
}

/// A bug of the compiler: a pass broke a rule, or the list of passes does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassError {
    /// The pass, or `build` when its input was wrong already.
    pub pass: String,
    /// The broken rules.
    pub errors: Vec<String>,
}

impl std::fmt::Display for PassError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "after {}: {} (see --dump-after {})", self.pass, self.errors.join("; "), self.pass)
    }
}

impl std::error::Error for PassError {}

/// Runs the whole pipeline, up to `stop_after`.
pub fn run_pipeline(module: &mut Module, options: &Options) -> Result<Outcome, PassError> {
    check_order(PASSES).map_err(|error| PassError { pass: "the pass list".to_string(), errors: vec![error] })?;
    let end = match &options.stop_after {
        None => PASSES.len(),
        Some(name) => match PASSES.iter().position(|pass| pass.name == name) {
            Some(position) => position + 1,
            None => return Err(PassError { pass: name.clone(), errors: vec!["there is no such pass".to_string()] }),
        },
    };
    run_passes(module, &PASSES[..end], options)
}

/// Runs the given passes over every function: all passes over one function, then over the next, except that all functions are
/// at the same pass where the module is to be printed.
pub fn run_passes(module: &mut Module, passes: &[Pass], options: &Options) -> Result<Outcome, PassError> {
    let mut outcome = Outcome::default();
    outcome.timings.extend(passes.iter().map(|pass| Timing { pass: pass.name, time: Duration::ZERO }));
    let ids: Vec<FunctionId> = (0..module.functions.len()).map(FunctionId::from_index).collect();
    if options.verify {
        ids.iter().try_for_each(|&id| check(module, id, "build"))?;
    }
    let is_printed = |pass: &Pass| options.dump_after.iter().any(|name| name == pass.name);
    let mut first = 0;
    for together in passes.split_inclusive(is_printed) {
        for &id in &ids {
            let mut analyses = Analyses::default();
            for (pass, timing) in together.iter().zip(&mut outcome.timings[first..]) {
                timing.time += run_pass(module, id, pass, &mut analyses, options)?;
            }
        }
        first += together.len();
        if let Some(last) = together.last().filter(|last| is_printed(last)) {
            let print = if options.dump_facts { print_module_with_facts } else { print_module };
            outcome.dumps.push((last.name.to_string(), print(module)));
        }
    }
    Ok(outcome)
}

/// Runs a pass over a function and checks the result if wanted. Gives the time the pass took.
fn run_pass(
    module: &mut Module,
    id: FunctionId,
    pass: &Pass,
    analyses: &mut Analyses,
    options: &Options,
) -> Result<Duration, PassError> {
    let phase = module.function(id).phase;
    if !pass.before.contains(&phase) {
        let errors = vec![format!("{id} is in phase {phase}, which the pass does not take")];
        return Err(PassError { pass: pass.name.to_string(), errors });
    }
    let start = Instant::now();
    pass.run(module, id, analyses);
    let time = start.elapsed();
    if options.verify {
        check(module, id, pass.name)?;
        if let Some(stale) = analyses.stale(module.function(id), module) {
            let errors = vec![format!("{id} {}: {stale} is kept, but changed", module.function(id).qualified_name)];
            return Err(PassError { pass: pass.name.to_string(), errors });
        }
    }
    Ok(time)
}

fn check(module: &Module, id: FunctionId, pass: &str) -> Result<(), PassError> {
    let mut errors: Vec<VerifierError> = verify_function(module, id);
    if errors.is_empty() && module.function(id).phase == Phase::Counted {
        errors = verify_reference_counts(module, id);
    }
    if errors.is_empty() {
        return Ok(());
    }
    Err(PassError { pass: pass.to_string(), errors: errors.iter().map(ToString::to_string).collect() })
}

/// Whether a list of passes obeys its own ordering constraints; what is wrong otherwise.
pub fn check_order(passes: &[Pass]) -> Result<(), String> {
    let mut phase = Phase::Built;
    for (index, pass) in passes.iter().enumerate() {
        let earlier = &passes[..index];
        if earlier.iter().any(|other| other.name == pass.name) {
            return Err(format!("{} is there twice", pass.name));
        }
        if let Some(missing) = pass.runs_after.iter().find(|name| earlier.iter().all(|other| other.name != **name)) {
            return Err(format!("{} runs before {missing}", pass.name));
        }
        if !pass.before.contains(&phase) {
            return Err(format!("{} does not take functions in phase {phase}", pass.name));
        }
        phase = pass.after.unwrap_or(phase);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
