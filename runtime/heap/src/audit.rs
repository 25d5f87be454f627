//! The leak audit: what is alive after shutdown, and which counts do not come out even.
//!
//! Terms:
//! - *permanent*: an object that is alive before the program starts (built-in types and what they are made of), or that
//!   lies in the program's data section. The audit holds one reference to each, so that no other object can come to lie
//!   at its address, and knows what its count must be in the end.
//! - *alive*: an object neither permanent nor immortal that still exists.
//! - *uneven*: a permanent or immortal object with another count than it should have: somebody kept a reference, or gave
//!   up one that was not theirs. Such an object is not freed, but 2^31 times the same mistake would.

use molt_abi::layout::IMMORTAL;
use molt_abi::{Header, Value};

use crate::owned::{release, retain};
use crate::{Owned, Token, TypeHead, Visitor, allocator, collector};

/// What was there before the program started.
pub struct Audit {
    permanent: Vec<Permanent>,
}

/// Garbage that is still found after so many collections is not freed by them.
const MOST_COLLECTIONS: u32 = 16;

struct Permanent {
    object: *mut Header,
    /// The count it must have in the end.
    expected: u32,
}

/// What an audit found: names of types, with a number for each.
pub struct Findings {
    /// Objects alive, by type.
    pub alive: Vec<(&'static str, u64)>,
    /// Uneven objects, by type: references kept (positive) and given up without being owned (negative), both as sizes.
    pub uneven: Vec<(&'static str, u64)>,
}

impl Findings {
    /// Number of objects alive.
    pub fn alive_count(&self) -> u64 {
        self.alive.iter().map(|(_, count)| count).sum()
    }
    /// Number of references too many or too few.
    pub fn uneven_count(&self) -> u64 {
        self.uneven.iter().map(|(_, count)| count).sum()
    }
}

impl Audit {
    /// Takes note of everything alive and of `statics`, the objects in the data section. `dying` is the one object alive
    /// now that shutdown drops, with the references it holds.
    pub fn start(token: Token<'_>, statics: Vec<*mut Header>, dying: Option<Owned>) -> Audit {
        let dying_object = dying.as_ref().and_then(|dying| dying.value().as_pointer());
        let mut permanent: Vec<Permanent> = allocator::live_objects(token)
            .into_iter()
            .chain(statics)
            .filter(|&object| Some(object) != dying_object)
            // SAFETY: live objects stay so while the audit holds its reference.
            .map(|object| unsafe {
                retain(Value::from_pointer(object));
                Permanent { object, expected: (*object).reference_count.get() }
            })
            .collect();
        permanent.sort_unstable_by_key(|entry| entry.object);
        if let Some(object) = dying_object {
            let mut given_up = |child: *mut Header| {
                if let Ok(place) = permanent.binary_search_by_key(&child, |entry| entry.object) {
                    permanent[place].expected -= 1;
                }
            };
            // SAFETY: `dying` keeps the object alive, and with it its type.
            unsafe {
                let head = (*object).type_object.0.cast::<TypeHead>();
                ((*head).traverse)(object, &mut Visitor { action: &mut given_up });
            }
        }
        Audit { permanent }
    }

    /// Collects garbage and says what is left.
    pub fn finish(self, token: Token<'_>) -> Findings {
        for _ in 0..MOST_COLLECTIONS {
            if collector::collect(token, true) == 0 {
                break;
            }
        }
        let mut findings = Findings { alive: Vec::new(), uneven: Vec::new() };
        for entry in &self.permanent {
            add(&mut findings.uneven, entry.object, u64::from(count(entry.object).abs_diff(entry.expected)));
        }
        for object in allocator::live_objects(token) {
            if self.permanent.binary_search_by_key(&object, |entry| entry.object).is_ok() {
                continue;
            }
            // Immortal objects made while the program ran: their makers keep them without counting.
            if count(object) >= IMMORTAL / 2 {
                add(&mut findings.uneven, object, u64::from(count(object).abs_diff(IMMORTAL)));
            } else {
                add(&mut findings.alive, object, 1);
            }
        }
        for entry in self.permanent {
            // SAFETY: the audit's own reference.
            unsafe { release(Value::from_pointer(entry.object)) };
        }
        findings
    }
}

fn count(object: *mut Header) -> u32 {
    // SAFETY: callers pass live objects.
    unsafe { (*object).reference_count.get() }
}

fn add(totals: &mut Vec<(&'static str, u64)>, object: *mut Header, number: u64) {
    if number == 0 {
        return;
    }
    // SAFETY: callers pass live objects, whose types are alive; a type object begins with its head.
    let name = unsafe { (*(*object).type_object.0.cast::<TypeHead>()).name };
    match totals.iter_mut().find(|(known, _)| *known == name) {
        Some((_, total)) => *total += number,
        None => totals.push((name, number)),
    }
}
