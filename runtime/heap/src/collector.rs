//! Deallocation and the generational cycle collector.
//!
//! Tracked objects stand in one of two vectors, young and old; an object's header knows its place, so leaving is
//! constant time. A collection of a set of objects subtracts the references they hold on each other from their
//! counts; what still has references is reachable from outside, and so is everything reachable from it; the rest is
//! garbage. Finalizers run first; what they resurrect survives. Then references are cleared, which frees the garbage.
//!
//! `Header::state`: bits 0..=28 place plus one (0: untracked), bit 29 old, bit 30 weakly referenced, bit 31 finalized.

use core::cell::Cell;
use core::sync::atomic::Ordering;

use molt_abi::{Frame, Header, Word};

use crate::owned::{release, retain};
use crate::{Stack, Token, TypeHead, Visitor, stack};

const PLACE_MASK: u32 = (1 << 29) - 1;
const OLD: u32 = 1 << 29;
const FINALIZED: u32 = 1 << 31;
const YOUNG_THRESHOLD: usize = 10_000;
const NESTING_LIMIT: u32 = 64;

/// What the collector keeps.
pub(crate) struct Collector {
    young: Stack<*mut Header>,
    old: Stack<*mut Header>,
    old_after_last: Cell<usize>,
    enabled: Cell<bool>,
    running: Cell<bool>,
    requested: Cell<bool>,
    /// `sys.getrecursionlimit()`. The thread's own limit is lower where the stack has to be looked at, and 0 while a safe
    /// point is wanted: both send function entries to the runtime.
    recursion_limit: Cell<u32>,
}

impl Collector {
    pub(crate) const fn new() -> Collector {
        Collector {
            young: Stack::new(),
            old: Stack::new(),
            old_after_last: Cell::new(0),
            enabled: Cell::new(true),
            running: Cell::new(false),
            requested: Cell::new(false),
            recursion_limit: Cell::new(1000),
        }
    }
}

/// The token, for what handles objects.
#[inline(always)]
fn token<'t>() -> Token<'t> {
    // SAFETY: objects are in the hands of the thread that holds the token.
    unsafe { Token::assume() }
}

/// The innermost frame; null when no compiled code runs.
#[inline]
pub fn innermost_frame(token: Token<'_>) -> *mut Frame {
    token.thread().compiled.frame.get().0
}

/// Makes the caller's frame the innermost one, as compiled code does on leaving a function.
#[inline]
pub fn leave_frame(token: Token<'_>, previous: *mut Frame) {
    let thread = &token.thread().compiled;
    thread.frame.set(Word(previous));
    thread.depth.set(thread.depth.get() - 1);
}

fn head(object: *mut Header) -> *mut TypeHead {
    // SAFETY: callers pass live objects, whose type is alive.
    unsafe { (*object).type_object.0.cast() }
}

/// Frees an object whose last reference is gone. Deeply nested structures are freed iteratively.
///
/// # Safety
/// The object's count has just become zero.
pub unsafe fn deallocate(object: *mut Header) {
    let thread = token().thread();
    let nesting = thread.deallocations.get();
    if nesting >= NESTING_LIMIT {
        thread.delayed.push(object);
        return;
    }
    thread.deallocations.set(nesting + 1);
    // SAFETY: the type's own destructor on one of its objects, once.
    unsafe { ((*head(object)).destroy)(object) };
    while nesting == 0
        && let Some(next) = thread.delayed.pop()
    {
        // SAFETY: delayed objects have no references left and were not destroyed yet.
        unsafe { ((*head(next)).destroy)(next) };
    }
    thread.deallocations.set(nesting);
}

/// Starts tracking an object that may take part in cycles. Does nothing for one already tracked.
///
/// # Safety
/// The object is alive and completely initialised.
pub unsafe fn track(object: *mut Header) {
    // SAFETY: the object is alive (caller).
    let state = unsafe { &(*object).state };
    if state.get() & PLACE_MASK != 0 {
        return;
    }
    let token = token();
    let collector = &token.interpreter().collector;
    if !collector.young.try_push(object) {
        // Nothing is missed but a cycle that it may become part of.
        return crate::reserve::run_out(token);
    }
    let count = collector.young.len();
    state.set(state.get() & !OLD | count as u32);
    if count >= YOUNG_THRESHOLD {
        many_young(count);
    }
}

/// Asks for a collection, once there are many young objects.
#[cold]
#[inline(never)]
fn many_young(count: usize) {
    assert!(count < PLACE_MASK as usize, "more than 2^29 tracked objects");
    let token = token();
    let collector = &token.interpreter().collector;
    if collector.enabled.get() && !collector.requested.get() {
        collector.requested.set(true);
        set_depth_limit(token);
    }
}

/// Stops tracking an object, if it is tracked.
///
/// # Safety
/// The object is alive or being destroyed.
#[inline]
pub unsafe fn untrack(object: *mut Header) {
    // SAFETY: the object is alive or being destroyed (caller).
    let state = unsafe { &(*object).state };
    let place = state.get() & PLACE_MASK;
    if place == 0 {
        return;
    }
    let collector = &token().interpreter().collector;
    let set = if state.get() & OLD != 0 { &collector.old } else { &collector.young };
    set.swap_remove(place as usize - 1);
    if let Some(moved) = set.get(place as usize - 1) {
        // SAFETY: tracked objects are alive.
        let state = unsafe { &(*moved).state };
        state.set(state.get() & !PLACE_MASK | place);
    }
    state.set(state.get() & !(PLACE_MASK | OLD));
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
pub fn set_recursion_limit(token: Token<'_>, limit: u32) {
    token.interpreter().collector.recursion_limit.set(limit);
    set_depth_limit(token);
}

/// `sys.getrecursionlimit`.
pub fn recursion_limit(token: Token<'_>) -> u32 {
    token.interpreter().collector.recursion_limit.get()
}

/// Tells compiled code how deep this thread's calls may be, or that a safe point is wanted.
pub(crate) fn set_depth_limit(token: Token<'_>) {
    let collector = &token.interpreter().collector;
    let is_wanted = collector.requested.get() || token.thread().has_run_out.get();
    let most = collector.recursion_limit.get().min(stack::calls_with_room(token));
    let limit = if is_wanted { 0 } else { most };
    token.thread().compiled.depth_limit.store(limit, Ordering::Relaxed);
}

/// Calls of compiled functions in progress.
pub fn recursion_depth(token: Token<'_>) -> u32 {
    token.thread().compiled.depth.get()
}

/// What a safe point is for: lets other threads run, and runs the collection that was requested, if one was. The caller
/// asks `reserve::has_run_out` afterwards.
pub fn safe_point(token: Token<'_>) {
    token.hand_over();
    let collector = &token.interpreter().collector;
    let is_due = collector.requested.get() && !collector.running.get();
    if is_due {
        collector.requested.set(false);
    }
    set_depth_limit(token);
    if is_due {
        let old_after_last = collector.old_after_last.get();
        collect(token, collector.old.len() > old_after_last + old_after_last / 4 + YOUNG_THRESHOLD);
    }
}

/// `gc.enable` and `gc.disable`.
pub fn set_enabled(token: Token<'_>, enabled: bool) {
    token.interpreter().collector.enabled.set(enabled);
}

/// Collects young objects, or all. Gives the number of unreachable objects found. Runs finalizers: safe points only. Without
/// memory to do it, nothing happens.
pub fn collect(token: Token<'_>, full: bool) -> usize {
    let collector = &token.interpreter().collector;
    if collector.running.replace(true) {
        return 0;
    }
    let mut set = collector.young.replace(Vec::new());
    let mut old = collector.old.replace(Vec::new());
    if !make_room(&mut old, set.len()) {
        collector.young.replace(set);
        collector.old.replace(old);
        collector.running.set(false);
        return 0;
    }
    if full {
        old.append(&mut set);
        set = core::mem::take(&mut old);
    }
    for (place, &object) in set.iter().enumerate() {
        // SAFETY: tracked objects are alive. The set was taken out of the collector whole.
        let state = unsafe { &(*object).state };
        state.set(state.get() & !(PLACE_MASK | OLD) | (place as u32 + 1));
    }
    // While the set is examined its members carry their place in it and no OLD bit; young objects do too, but the
    // young vector is empty and nothing below allocates objects, and old ones have the OLD bit.
    let garbage = find_garbage(&set).unwrap_or_default();
    // Survivors grow old.
    let before = old.len();
    for (place, &object) in set.iter().enumerate() {
        // SAFETY: as above.
        unsafe { (*object).state.set((*object).state.get() & !PLACE_MASK | OLD | (before + place + 1) as u32) };
    }
    if full {
        old = set;
    } else {
        old.append(&mut set);
        // Empty now, with room for the next ones.
        collector.young.replace(set);
    }
    collector.old.replace(old);
    for &object in &garbage {
        // SAFETY: as above; nothing was let go of since it was found to be alive.
        unsafe { retain(molt_abi::Value::from_pointer(object)) };
    }
    let found = garbage.len();
    if found > 0 {
        dispose(garbage);
    }
    collector.running.set(false);
    if full {
        collector.old_after_last.set(collector.old.len());
    }
    found
}

/// Room for so many more items, if there is memory.
fn make_room<T>(items: &mut Vec<T>, more: usize) -> bool {
    let length = items.len();
    // By a quarter: doubling would make for much of a program's memory.
    items.capacity() - length >= more || items.try_reserve_exact(more.max(length / 4)).is_ok()
}

/// The items, if there is memory for them.
fn try_collect<T>(items: impl ExactSizeIterator<Item = T>) -> Option<Vec<T>> {
    let mut collected = Vec::new();
    collected.try_reserve_exact(items.len()).ok()?;
    collected.extend(items);
    Some(collected)
}

/// Adds an item, if there is memory for it.
fn try_push<T>(items: &mut Vec<T>, item: T) -> Option<()> {
    items.try_reserve(1).ok()?;
    items.push(item);
    Some(())
}

/// The objects of the set that are not reachable from outside it. None without memory to find out.
fn find_garbage(set: &[*mut Header]) -> Option<Vec<*mut Header>> {
    let outside = find_reachable(set)?;
    let mut garbage = Vec::new();
    for (&object, &outside) in set.iter().zip(&outside) {
        if outside == 0 {
            try_push(&mut garbage, object)?;
        }
    }
    Some(garbage)
}

/// For each object of the set, 0 if it is not reachable from outside the set. Every member's state holds its place. None
/// without memory to find out.
fn find_reachable(set: &[*mut Header]) -> Option<Vec<u32>> {
    /// Reachable through another member only, and seen.
    const FOUND: u32 = u32::MAX;
    let place_of = |object: *mut Header| -> Option<usize> {
        // SAFETY: visited objects are alive.
        let state = unsafe { (*object).state.get() };
        let place = (state & PLACE_MASK) as usize;
        (place != 0 && state & OLD == 0 && set.get(place - 1) == Some(&object)).then(|| place - 1)
    };
    // SAFETY: members are alive, and `traverse` is their own type's.
    let mut outside: Vec<u32> = try_collect(set.iter().map(|&object| unsafe { (*object).reference_count.get() }))?;
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
    let mut has_memory = Some(());
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
                    has_memory = has_memory.and_then(|()| try_push(&mut work, child as u32));
                }
            };
            // SAFETY: as above.
            unsafe { ((*head(object)).traverse)(object, &mut Visitor { action: &mut action }) };
            has_memory?;
            next = work.pop();
        }
    }
    Some(outside)
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
    let kept = if finalized_any { resurrected(&garbage) } else { Some(Vec::new()) };
    for (place, &object) in garbage.iter().enumerate() {
        let is_kept = kept.as_ref().is_none_or(|kept| kept.get(place) == Some(&true));
        if !is_kept {
            // SAFETY: held alive by the extra reference.
            unsafe { ((*head(object)).clear)(object) };
        }
    }
    for object in garbage {
        // SAFETY: gives up the extra reference.
        unsafe { release(molt_abi::Value::from_pointer(object)) };
    }
}

/// Which of the objects became reachable again from outside the group through their finalizers. None without memory to find
/// out.
fn resurrected(garbage: &[*mut Header]) -> Option<Vec<bool>> {
    let mut places: Vec<(*mut Header, usize)> = try_collect(garbage.iter().copied().zip(0..garbage.len()))?;
    places.sort_unstable();
    let place_of = |object: *mut Header| -> Option<usize> {
        places.binary_search_by_key(&object, |&(candidate, _)| candidate).ok().map(|index| places[index].1)
    };
    // SAFETY: held alive; one reference each is the collector's own.
    let mut outside: Vec<u32> =
        try_collect(garbage.iter().map(|&object| unsafe { (*object).reference_count.get() } - 1))?;
    for &object in garbage {
        let mut action = |child: *mut Header| {
            if let Some(place) = place_of(child) {
                outside[place] = outside[place].wrapping_sub(1);
            }
        };
        // SAFETY: as above.
        unsafe { ((*head(object)).traverse)(object, &mut Visitor { action: &mut action }) };
    }
    let mut kept: Vec<bool> = try_collect(outside.iter().map(|&count| count > 0))?;
    // Each object enters once.
    let mut work: Vec<usize> = Vec::new();
    work.try_reserve_exact(garbage.len()).ok()?;
    work.extend((0..garbage.len()).filter(|&place| kept[place]));
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
    Some(kept)
}
