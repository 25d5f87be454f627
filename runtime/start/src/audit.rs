//! The leak audit: with `MOLT_DEBUG_REFCOUNTS=1`, whatever is still alive after shutdown is reported.

use molt_abi::Header;
use molt_abi::layout::IMMORTAL;
use molt_heap::{TypeHead, allocator, collector};

/// Exit status when something is still alive.
const LEAKED: i32 = 120;

/// What was alive before the program started: the built-in types and what they are made of.
pub struct Audit {
    /// Their addresses, in order.
    known: Vec<usize>,
}

impl Audit {
    /// Starts an audit, if one is asked for.
    pub fn start() -> Option<Audit> {
        let asked = molt_host::host().environment_variable("MOLT_DEBUG_REFCOUNTS").ok().flatten();
        if asked.as_deref() != Some(b"1") {
            return None;
        }
        let mut known: Vec<usize> = allocator::live_objects().into_iter().map(|object| object as usize).collect();
        known.sort_unstable();
        Some(Audit { known })
    }
    /// Reports what is alive that should not be; gives the exit status.
    pub fn finish(self, status: i32) -> i32 {
        while collector::collect(true) > 0 {}
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        let mut total = 0;
        for object in allocator::live_objects() {
            if self.known.binary_search(&(object as usize)).is_ok() || is_immortal(object) {
                continue;
            }
            total += 1;
            let name = type_name(object);
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
        if total == 0 {
            return status;
        }
        eprintln!("molt: {total} objects alive");
        for (name, count) in counts {
            eprintln!("molt:   {count} {name}");
        }
        LEAKED
    }
}

fn is_immortal(object: *mut Header) -> bool {
    // SAFETY: the object is alive.
    unsafe { (*object).reference_count.get() >= IMMORTAL / 2 }
}

fn type_name(object: *mut Header) -> &'static str {
    // SAFETY: the object is alive, so its type is; a type object begins with its head.
    unsafe { (*(*object).type_object.0.cast::<TypeHead>()).name }
}
