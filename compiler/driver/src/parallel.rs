//! Independent work on all cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use moltc_syntax::on_deep_stack;

/// The results of `work` for every item, in the order of the items.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let next = AtomicUsize::new(0);
    // Each thread takes the next item that nobody has taken, so that a large one holds nobody up.
    let share = || {
        let mut results = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => results.push((index, work(item))),
                None => return results,
            }
        }
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| on_deep_stack(share))).collect();
        let mut results = share();
        for other in others {
            // Where there is no room for another stack, the others have done its share.
            let share = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            results.extend(share.into_iter().flatten());
        }
        results
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests;
