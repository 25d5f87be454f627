//! The pass list and what runs it.

use std::time::{Duration, Instant};

use moltc_ir::{Function, FunctionId, Module, Phase, VerifierError, print_module, verify_function};

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
    run: fn(&mut Function, &mut Module),
}

impl Pass {
    /// Runs the pass on one function.
    pub fn run(&self, module: &mut Module, id: FunctionId) {
        let shell = Function::new("", "", module.function(id).kind);
        let mut function = std::mem::replace(&mut module.functions[id.index()], shell);
        (self.run)(&mut function, module);
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
        run: crate::simplify::run,
    },
    Pass {
        name: "explicit_error_edges",
        documentation: "Raising instructions end their block with `try`; handlers become edges.",
        before: &[Phase::Built],
        after: Some(Phase::Explicit),
        runs_after: &[],
        run: crate::explicit_error_edges::run,
    },
    Pass {
        name: "forward_locals",
        documentation: "What local slots are known to hold is used without reading them.",
        before: &[Phase::Explicit],
        after: Some(Phase::Ssa),
        runs_after: &["explicit_error_edges"],
        run: crate::forward_locals::run,
    },
    Pass {
        name: "constant_propagation",
        documentation: "What constants determine is computed.",
        before: &[Phase::Ssa],
        after: None,
        runs_after: &["forward_locals"],
        run: crate::constant_propagation::run,
    },
    Pass {
        name: "simplify_again",
        documentation: "`simplify` with what constant propagation has decided.",
        before: &[Phase::Ssa],
        after: None,
        runs_after: &["constant_propagation"],
        run: crate::simplify::run,
    },
    Pass {
        name: "dead_code",
        documentation: "Unneeded pure instructions and block parameters go.",
        before: &[Phase::Built, Phase::Explicit, Phase::Ssa],
        after: None,
        runs_after: &["constant_propagation"],
        run: crate::dead_code::run,
    },
    Pass {
        name: "split_generators",
        documentation: "Frames are laid out; generators become functions with numbered resume entries.",
        before: &[Phase::Ssa],
        after: Some(Phase::Split),
        runs_after: &["forward_locals"],
        run: crate::split_generators::run,
    },
    Pass {
        name: "place_reference_counts",
        documentation: "Reference counting becomes explicit.",
        before: &[Phase::Split],
        after: Some(Phase::Counted),
        runs_after: &["split_generators", "dead_code"],
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

/// Runs the given passes over every function.
pub fn run_passes(module: &mut Module, passes: &[Pass], options: &Options) -> Result<Outcome, PassError> {
    let mut outcome = Outcome::default();
    let ids: Vec<FunctionId> = (0..module.functions.len()).map(FunctionId::from_index).collect();
    if options.verify {
        check(module, &ids, "build")?;
    }
    for pass in passes {
        let start = Instant::now();
        for &id in &ids {
            let phase = module.function(id).phase;
            if !pass.before.contains(&phase) {
                let errors = vec![format!("{id} is in phase {phase}, which the pass does not take")];
                return Err(PassError { pass: pass.name.to_string(), errors });
            }
            pass.run(module, id);
        }
        outcome.timings.push(Timing { pass: pass.name, time: start.elapsed() });
        if options.verify {
            check(module, &ids, pass.name)?;
        }
        if options.dump_after.iter().any(|name| name == pass.name) {
            outcome.dumps.push((pass.name.to_string(), print_module(module)));
        }
    }
    Ok(outcome)
}

fn check(module: &Module, ids: &[FunctionId], pass: &str) -> Result<(), PassError> {
    let mut errors: Vec<VerifierError> = Vec::new();
    for &id in ids {
        let found = verify_function(module, id);
        if found.is_empty() && module.function(id).phase == Phase::Counted {
            errors.extend(verify_reference_counts(module, id));
        }
        errors.extend(found);
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
