//! IR to IR transformations, one file each; the pass list is data.
//!
//! [`PASSES`] is the pipeline. [`run_passes`] runs it over every function of a module: it checks the ordering
//! constraints, verifies after each pass when asked to, dumps the IR after passes that are asked for, and measures time.
//! A broken rule is a bug of the compiler and comes back as a [`PassError`] that names the pass.

#![forbid(unsafe_code)]

mod analyses;
mod constant_propagation;
mod dead_code;
mod decide_by_facts;
mod explicit_error_edges;
mod forward_locals;
mod ownership;
mod pipeline;
mod place_reference_counts;
mod rewrite;
mod simplify;
mod slots;
mod split_generators;
mod verify_reference_counts;

pub use analyses::{Analyses, Preserved};
pub use ownership::{Counting, classify};
pub use pipeline::{
    Options, Outcome, PASSES, Pass, PassError, Timing, check_order, find_pass, run_passes, run_pipeline,
};
pub use verify_reference_counts::verify_reference_counts;
