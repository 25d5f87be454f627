//! Property: random functions go through the whole pipeline, verified after every pass, and their text round-trips.
//!
//! Failing seeds print the function; `MOLT_SEED=N` runs one seed alone.

mod support;

use moltc_ir::{parse_module, print_module};
use moltc_passes::{Options, PASSES, run_passes, run_pipeline};
use support::{random_module, seeds};

#[test]
fn random_functions_stay_valid_through_the_pipeline() {
    let options = Options { verify: true, ..Options::default() };
    for seed in seeds() {
        let built = random_module(seed);
        let mut module = built.clone();
        if let Err(error) = run_pipeline(&mut module, &options) {
            // Run again up to the culprit, for the text before and after it.
            let position = PASSES.iter().position(|pass| pass.name == error.pass).unwrap_or(0);
            let mut before = built.clone();
            let quiet = Options::default();
            run_passes(&mut before, &PASSES[..position], &quiet).expect("it ran before");
            let mut after = built.clone();
            run_passes(&mut after, &PASSES[..=position], &quiet).expect("it ran before");
            let [before, after] = [before, after].map(|module| print_module(&module));
            panic!("seed {seed}: {error}\nbefore:\n{before}\nafter:\n{after}\nrepeat with MOLT_SEED={seed}");
        }
    }
}

#[test]
fn random_functions_survive_printing_and_parsing() {
    for seed in seeds() {
        let mut module = random_module(seed);
        let built = print_module(&module);
        assert_eq!(print_module(&parse_module(&built).unwrap()), built, "seed {seed}");
        run_pipeline(&mut module, &Options::default()).unwrap();
        let counted = print_module(&module);
        assert_eq!(print_module(&parse_module(&counted).unwrap()), counted, "seed {seed}");
    }
}

#[test]
fn the_pipeline_is_deterministic() {
    for seed in seeds().into_iter().take(100) {
        let run = || {
            let mut module = random_module(seed);
            run_pipeline(&mut module, &Options::default()).unwrap();
            print_module(&module)
        };
        assert_eq!(run(), run(), "seed {seed}");
    }
}
