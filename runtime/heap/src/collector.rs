//! Deallocation and the generational cycle collector.
//!
//! Tracked objects stand in one of two vectors, young and old; an object's header knows its place, so leaving is
//! constant time. A collection of a set of objects subtracts the references they hold on each other from their
//! counts; what still has references is reachable from outside, and so is everything reachable from it; the rest is
//! garbage. Finalizers run first; what they resurrect survives. Then references are cleared, which frees the garbage.
//!
//! `Header::state`: bits 0..=28 place plus one (0: untracked), bit 29 old, bit 30 weakly referenced, bit 31 finalized.

use molt_abi::{Header, ThreadState, Word};

use crate::owned::{release, retain};
use crate::{GlobalState, TypeHead, Visitor};

const PLACE_MASK: u32 = (1 << 29) - 1;
const OLD: u32 = 1 << 29;
const FINALIZED: u32 = 1 << 31;
const YOUNG_THRESHOLD: usize = 10_000;
const NESTING_LIMIT: u32 = 64;

struct Collector {
    young: Vec<*mut Header>,
    old: Vec<*mut Header>,
    old_after_last: usize,
    nesting: u32,
    delayed: Vec<*mut Header>,
    enabled: bool,
    running: bool,
    requested: bool,
    limit: u32,
}

static COLLECTOR: GlobalState<Collector> = GlobalState::new(Collector {
    young: Vec::new(),
    old: Vec::new(),
    old_after_last: 0,
    nesting: 0,
    delayed: Vec::new(),
    enabled: true,
    running: false,
    requested: false,
    limit: 1000,
});

/// Read and written by compiled code at every function entry. `depth_limit` is 0 while a safe point is requested,
/// which sends the next function entry to the runtime.
#[unsafe(export_name = "molt_thread_state")]
pub static THREAD_STATE: GlobalState<ThreadState> =
    GlobalState::new(ThreadState { frame: Word(core::ptr::null_mut()), depth: 0, depth_limit: 1000, stack_limit: 0 });

fn head(object: *mut Header) -> *mut TypeHead {
    // SAFETY: callers pass live objects, whose type is alive.
    unsafe { (*object).type_object.0.cast() }
}

/// Frees an object whose last reference is gone. Deeply nested structures are freed iteratively.
///
/// # Safety
/// The object's count has just become zero.
pub unsafe fn deallocate(object: *mut Header) {
    // SAFETY: under the interpreter lock; the `with` body touches only the collector.
    let nested = unsafe {
        COLLECTOR.with(|collector| {
            if collector.nesting >= NESTING_LIMIT {
                collector.delayed.push(object);
                return true;
            }
            collector.nesting += 1;
            false
        })
    };
    if nested {
        return;
    }
    // SAFETY: the type's own destructor on one of its objects, once.
    unsafe { ((*head(object)).destroy)(object) };
    loop {
        // SAFETY: as above.
        let next =
            unsafe { COLLECTOR.with(|collector| if collector.nesting == 1 { collector.delayed.pop() } else { None }) };
        let Some(next) = next else { break };
        // SAFETY: delayed objects have no references left and were not destroyed yet.
        unsafe { ((*head(next)).destroy)(next) };
    }
    // SAFETY: as above.
    unsafe { COLLECTOR.with(|collector| collector.nesting -= 1) };
}

/// Starts tracking an object that may take part in cycles. Does nothing for one already tracked.
///
/// # Safety
/// The object is alive and completely initialised.
pub unsafe fn track(object: *mut Header) {
    // SAFETY: under the interpreter lock; the object is alive.
    unsafe {
        COLLECTOR.with(|collector| {
            if (*object).state.get() & PLACE_MASK != 0 {
                return;
            }
            collector.young.push(object);
            let place = u32::try_from(collector.young.len()).unwrap_or(PLACE_MASK);
            assert!(place < PLACE_MASK, "more than 2^29 tracked objects");
            (*object).state.set((*object).state.get() & !(PLACE_MASK | OLD) | place);
            if collector.young.len() >= YOUNG_THRESHOLD && collector.enabled && !collector.requested {
                collector.requested = true;
                THREAD_STATE.with(|thread| thread.depth_limit = 0);
            }
        });
    }
}

/// Stops tracking an object, if it is tracked.
///
/// # Safety
/// The object is alive or being destroyed.
#[inline]
pub unsafe fn untrack(object: *mut Header) {
    // SAFETY: under the interpreter lock; tracked objects are alive.
    unsafe {
        let state = (*object).state.get();
        let place = state & PLACE_MASK;
        if place == 0 {
            return;
        }
        COLLECTOR.with(|collector| {
            let set = if state & OLD != 0 { &mut collector.old } else { &mut collector.young };
            set.swap_remove(place as usize - 1);
            if let Some(&moved) = set.get(place as usize - 1) {
                (*moved).state.set((*moved).state.get() & !PLACE_MASK | place);
            }
            (*object).state.set(state & !(PLACE_MASK | OLD));
        });
    }
}

/// Whether the object's finalizer has run; marks it as having run.
///
/// # Safety
/// The object is alive.
pub unsafe fn mark_finalized(object: *mut Header) -> bool {
    // SAFETY: the object is alive (caller).
    unsafe {
        let state = (*object).state.get();
        (*object).state.set(state | FINALIZED);
        state & FINALIZED != 0
    }
}

/// Sets `sys.setrecursionlimit`.
pub fn set_recursion_limit(limit: u32) {
    // SAFETY: under the interpreter lock; the two states are distinct.
    unsafe {
        COLLECTOR.with(|collector| {
            collector.limit = limit;
            if !collector.requested {
                THREAD_STATE.with(|thread| thread.depth_limit = limit);
            }
        });
    }
}

/// `sys.getrecursionlimit`.
pub fn recursion_limit() -> u32 {
    // SAFETY: under the interpreter lock.
    unsafe { COLLECTOR.with(|collector| collector.limit) }
}

/// Calls of compiled functions in progress.
pub fn recursion_depth() -> u32 {
    // SAFETY: under the interpreter lock.
    unsafe { THREAD_STATE.with(|thread| thread.depth) }
}

/// Adds to the depth for a native function that calls back into Python; false at the limit.
pub fn enter_recursion() -> bool {
    // SAFETY: under the interpreter lock.
    unsafe {
        let limit = recursion_limit();
        THREAD_STATE.with(|thread| {
            if thread.depth >= limit {
                return false;
            }
            thread.depth += 1;
            true
        })
    }
}

/// Undoes [`enter_recursion`].
pub fn leave_recursion() {
    // SAFETY: under the interpreter lock.
    unsafe { THREAD_STATE.with(|thread| thread.depth -= 1) }
}

/// Whether a collection waits for a safe point.
pub fn is_requested() -> bool {
    // SAFETY: under the interpreter lock.
    unsafe { COLLECTOR.with(|collector| collector.requested) }
}

/// Runs the collection that was requested, if one was.
pub fn safe_point() {
    // SAFETY: under the interpreter lock.
    let due = unsafe {
        COLLECTOR.with(|collector| {
            if !collector.requested || collector.running {
                return None;
            }
            collector.requested = false;
            THREAD_STATE.with(|thread| thread.depth_limit = collector.limit);
            Some(collector.old.len() > collector.old_after_last + collector.old_after_last / 4 + YOUNG_THRESHOLD)
        })
    };
    if let Some(full) = due {
        collect(full);
    }
}

/// `gc.enable` and `gc.disable`.
pub fn set_enabled(enabled: bool) {
    // SAFETY: under the interpreter lock.
    unsafe { COLLECTOR.with(|collector| collector.enabled = enabled) }
}

/// Collects young objects, or all. Gives the number of unreachable objects found. Runs finalizers: safe points only.
pub fn collect(full: bool) -> usize {
    // SAFETY: under the interpreter lock. The set is taken out of the collector whole; its objects are alive.
    let set = unsafe {
        COLLECTOR.with(|collector| {
            if collector.running {
                return None;
            }
            collector.running = true;
            let set = if full {
                let mut set = core::mem::take(&mut collector.old);
                set.append(&mut collector.young);
                set
            } else {
                core::mem::take(&mut collector.young)
            };
            for (place, &object) in set.iter().enumerate() {
                (*object).state.set((*object).state.get() & !(PLACE_MASK | OLD) | (place as u32 + 1));
            }
            Some(set)
        })
    };
    let Some(mut set) = set else { return 0 };
    // While the set is examined its members carry their place in it and no OLD bit; young objects do too, but the
    // young vector is empty and nothing below allocates, and old ones have the OLD bit.
    let outside = find_reachable(&set);
    let mut garbage = Vec::new();
    // SAFETY: as above. Survivors grow old.
    unsafe {
        COLLECTOR.with(|collector| {
            let before = collector.old.len();
            for (place, &object) in set.iter().enumerate() {
                (*object).state.set((*object).state.get() & !PLACE_MASK | OLD | (before + place + 1) as u32);
                if outside[place] == 0 {
                    retain(molt_abi::Value::from_pointer(object));
                    garbage.push(object);
                }
            }
            if full {
                collector.old = set;
            } else {
                if collector.old.capacity() - before < set.len() {
                    // By a quarter: doubling would make for much of a program's memory.
                    collector.old.reserve_exact(set.len().max(before / 4));
                }
                collector.old.append(&mut set);
                // Empty now, with room for the next ones.
                collector.young = set;
            }
        });
    }
    drop(outside);
    let found = garbage.len();
    if found > 0 {
        dispose(garbage);
    }
    // SAFETY: under the interpreter lock.
    unsafe {
        COLLECTOR.with(|collector| {
            collector.running = false;
            if full {
                collector.old_after_last = collector.old.len();
            }
        });
    }
    found
}

/// For each object of the set, 0 if it is not reachable from outside the set. Every member's state holds its place.
fn find_reachable(set: &[*mut Header]) -> Vec<u32> {
    /// Reachable through another member only, and seen.
    const FOUND: u32 = u32::MAX;
    let place_of = |object: *mut Header| -> Option<usize> {
        // SAFETY: visited objects are alive.
        let state = unsafe { (*object).state.get() };
        let place = (state & PLACE_MASK) as usize;
        (place != 0 && state & OLD == 0 && set.get(place - 1) == Some(&object)).then(|| place - 1)
    };
    // SAFETY: members are alive, and `traverse` is their own type's.
    let mut outside: Vec<u32> = set.iter().map(|&object| unsafe { (*object).reference_count.get() }).collect();
    for &object in set {
        let mut action = |child: *mut Header| {
            if let Some(place) = place_of(child) {
                outside[place] = outside[place].wrapping_sub(1);
            }
        };
        // SAFETY: as above.
        unsafe { ((*head(object)).traverse)(object, &mut Visitor { action: &mut action }) };
    }
    let mut work: Vec<u32> = Vec::new();
    for first in 0..set.len() {
        if outside[first] == 0 || outside[first] == FOUND {
            continue;
        }
        let mut next = Some(first as u32);
        while let Some(place) = next {
            let object = set[place as usize];
            let mut action = |child: *mut Header| {
                if let Some(child) = place_of(child)
                    && outside[child] == 0
                {
                    outside[child] = FOUND;
                    work.push(child as u32);
                }
            };
            // SAFETY: as above.
            unsafe { ((*head(object)).traverse)(object, &mut Visitor { action: &mut action }) };
            next = work.pop();
        }
    }
    outside
}

/// Finalizes and clears unreachable objects, each held by one extra reference.
fn dispose(garbage: Vec<*mut Header>) {
    let mut finalized_any = false;
    for &object in &garbage {
        // SAFETY: held alive by the extra reference.
        unsafe {
            if let Some(finalize) = (*head(object)).finalize
                && !mark_finalized(object)
            {
                finalized_any = true;
                finalize(object);
            }
        }
    }
    let keep = if finalized_any { resurrected(&garbage) } else { vec![false; garbage.len()] };
    for (&object, &keep) in garbage.iter().zip(&keep) {
        if !keep {
            // SAFETY: held alive by the extra reference.
            unsafe { ((*head(object)).clear)(object) };
        }
    }
    for object in garbage {
        // SAFETY: gives up the extra reference.
        unsafe { release(molt_abi::Value::from_pointer(object)) };
    }
}

/// Which of the objects became reachable again from outside the group through their finalizers.
fn resurrected(garbage: &[*mut Header]) -> Vec<bool> {
    let mut places: Vec<(*mut Header, usize)> = garbage.iter().copied().zip(0..).collect();
    places.sort_unstable();
    let place_of = |object: *mut Header| -> Option<usize> {
        places.binary_search_by_key(&object, |&(candidate, _)| candidate).ok().map(|index| places[index].1)
    };
    // SAFETY: held alive; one reference each is the collector's own.
    let mut outside: Vec<u32> = garbage.iter().map(|&object| unsafe { (*object).reference_count.get() } - 1).collect();
    for &object in garbage {
        let mut action = |child: *mut Header| {
            if let Some(place) = place_of(child) {
                outside[place] = outside[place].wrapping_sub(1);
            }
        };
        // SAFETY: as above.
        unsafe { ((*head(object)).traverse)(object, &mut Visitor { action: &mut action }) };
    }
    let mut kept: Vec<bool> = outside.iter().map(|&count| count > 0).collect();
    let mut work: Vec<usize> = (0..garbage.len()).filter(|&place| kept[place]).collect();
    while let Some(place) = work.pop() {
        let mut action = |child: *mut Header| {
            if let Some(child) = place_of(child)
                && !kept[child]
            {
                kept[child] = true;
                work.push(child);
            }
        };
        // SAFETY: as above.
        unsafe { ((*head(garbage[place])).traverse)(garbage[place], &mut Visitor { action: &mut action }) };
    }
    kept
}
