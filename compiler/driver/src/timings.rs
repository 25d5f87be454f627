//! How long each step of the compiler took.

use std::fmt;
use std::time::{Duration, Instant};

/// Steps in the order in which they were first done.
#[derive(Debug, Default)]
pub(crate) struct Timings {
    steps: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Does something that is a step or a part of one.
    pub(crate) fn measure<T>(&mut self, step: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.add(step, start.elapsed());
        result
    }

    /// Adds to the time of a step.
    pub(crate) fn add(&mut self, step: &'static str, time: Duration) {
        match self.steps.iter_mut().find(|(known, _)| *known == step) {
            Some((_, total)) => *total += time,
            None => self.steps.push((step, time)),
        }
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, time) in &self.steps {
            writeln!(formatter, "{step:<24}{:>10.1} ms", 1000.0 * time.as_secs_f64())?;
        }
        Ok(())
    }
}
