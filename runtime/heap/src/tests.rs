//! Allocation, counting and collection on a hand-made type.

use core::cell::Cell;
use core::marker::PhantomData;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use molt_abi::layout::IMMORTAL;
use molt_abi::{Header, Value, Word};

use crate::audit::Audit;
use crate::{Attached, Owned, TypeHead, Visitor, allocator, attach, collector, token};

/// The thread of a test, attached.
pub struct Alone {
    pub attached: Attached,
    _guard: MutexGuard<'static, ()>,
}

/// Attaches the thread of a test. Other tests wait until it ends, also while it lets threads of its own in.
pub fn alone() -> Alone {
    static ONE: Mutex<()> = Mutex::new(());
    static START: Once = Once::new();
    let guard = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    START.call_once(token::start);
    Alone { attached: attach(), _guard: guard }
}

#[repr(C)]
struct Pair {
    header: Header,
    items: [Option<Owned>; 2],
}

unsafe fn destroy(object: *mut Header) {
    // SAFETY: called once on a dead pair.
    unsafe {
        collector::untrack(object);
        core::ptr::drop_in_place(&raw mut (*object.cast::<Pair>()).items);
        allocator::free(object, size_of::<Pair>());
    }
}
unsafe fn traverse(object: *mut Header, visitor: &mut Visitor<'_>) {
    // SAFETY: a live pair.
    for item in unsafe { &(*object.cast::<Pair>()).items } {
        visitor.optional(item);
    }
}
unsafe fn clear(object: *mut Header) {
    // SAFETY: a live pair.
    let items = unsafe { core::mem::take(&mut (*object.cast::<Pair>()).items) };
    drop(items);
}

pub fn pair_type() -> *mut Header {
    Box::leak(Box::new(TypeHead {
        header: Header { reference_count: Cell::new(1), state: Cell::new(0), type_object: Word(core::ptr::null_mut()) },
        version: 0,
        flags: 0,
        instance_offset: 0,
        instance_size: size_of::<Pair>() as u32,
        destroy,
        traverse,
        clear,
        finalize: None,
        name: "pair",
        not_send: PhantomData,
    })) as *mut TypeHead as *mut Header
}

pub fn pair(pair_type: *mut Header, first: Option<Owned>, second: Option<Owned>) -> Owned {
    let object = allocator::allocate(size_of::<Pair>());
    // SAFETY: fresh memory of the right size.
    unsafe {
        object.write(Header { reference_count: Cell::new(1), state: Cell::new(0), type_object: Word(pair_type) });
        (&raw mut (*object.cast::<Pair>()).items).write([first, second]);
        collector::track(object);
        Owned::from_value(Value::from_pointer(object))
    }
}

pub fn set_second(owner: &Owned, value: Owned) {
    let object = owner.value().as_pointer().expect("a pair").cast::<Pair>();
    // SAFETY: a live pair.
    unsafe { (*object).items[1] = Some(value) };
}

#[test]
fn counts_free_and_cycles_need_the_collector() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    let before = allocator::live_objects(token).len();
    {
        let inner = pair(pair_type, None, None);
        let _outer = pair(pair_type, Some(inner.clone()), Some(Owned::none()));
        assert_eq!(allocator::live_objects(token).len(), before + 2);
    }
    assert_eq!(allocator::live_objects(token).len(), before);
    {
        let first = pair(pair_type, None, None);
        let second = pair(pair_type, Some(first.clone()), None);
        set_second(&first, second);
    }
    assert_eq!(allocator::live_objects(token).len(), before + 2);
    let held = pair(pair_type, None, None);
    set_second(&held, held.clone());
    assert_eq!(collector::collect(token, true), 2);
    assert_eq!(allocator::live_objects(token).len(), before + 1);
    drop(held);
    assert_eq!(collector::collect(token, true), 1);
    assert_eq!(allocator::live_objects(token).len(), before);
}

#[test]
fn long_chains_are_freed_without_recursion() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    let before = allocator::live_objects(token).len();
    let mut chain = pair(pair_type, None, None);
    for _ in 0..if cfg!(miri) { 300 } else { 1_000_000 } {
        chain = pair(pair_type, Some(chain), None);
    }
    drop(chain);
    assert_eq!(allocator::live_objects(token).len(), before);
}

#[test]
fn the_audit_sees_an_object_nobody_released() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    let audit = Audit::start(token, Vec::new(), None);
    let leaked = pair(pair_type, None, None).into_value();
    let cycle = pair(pair_type, None, None);
    set_second(&cycle, cycle.clone());
    drop(cycle);
    let findings = audit.finish(token);
    assert_eq!(findings.alive, [("pair", 1)]);
    assert_eq!(findings.uneven, []);
    // SAFETY: the reference that was leaked.
    drop(unsafe { Owned::from_value(leaked) });
}

#[test]
fn the_audit_sees_references_kept_to_what_was_there_before() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    let known = pair(pair_type, None, None);
    let audit = Audit::start(token, Vec::new(), None);
    let kept = known.clone().into_value();
    let findings = audit.finish(token);
    assert_eq!(findings.alive, []);
    assert_eq!(findings.uneven, [("pair", 1)]);
    // SAFETY: the reference that was leaked.
    drop(unsafe { Owned::from_value(kept) });
}

#[test]
fn the_audit_sees_uneven_counts_of_immortal_objects() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    let audit = Audit::start(token, Vec::new(), None);
    let made = pair(pair_type, None, None);
    let header = made.borrow().header().expect("an object");
    header.reference_count.set(IMMORTAL - 3);
    let findings = audit.finish(token);
    assert_eq!(findings.alive, []);
    assert_eq!(findings.uneven, [("pair", 3)]);
    header.reference_count.set(1);
    drop(made);
}

#[test]
fn the_audit_forgives_what_shutdown_drops() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    let kept = pair(pair_type, None, None);
    let dying = pair(pair_type, Some(kept.clone()), Some(pair(pair_type, None, None)));
    let audit = Audit::start(token, Vec::new(), Some(dying.clone()));
    drop(dying);
    let findings = audit.finish(token);
    assert_eq!((findings.alive_count(), findings.uneven_count()), (0, 0));
    let audit = Audit::start(token, Vec::new(), Some(kept.clone()));
    let findings = audit.finish(token);
    assert_eq!(findings.alive, [("pair", 1)], "it did not die");
    drop(kept);
}

/// Blocks of one size, some chunks of them.
const BLOCKS: usize = if cfg!(miri) { 80 } else { 20_000 };

fn blocks(size: usize) -> Vec<*mut Header> {
    many_blocks(size, BLOCKS)
}

fn many_blocks(size: usize, count: usize) -> Vec<*mut Header> {
    (0..count).map(|_| allocator::allocate(size)).collect()
}

/// Makes what is not an object look dead, for the walk.
fn give_back(blocks: Vec<*mut Header>, size: usize) {
    for block in blocks {
        // SAFETY: from `blocks`, with the same size.
        unsafe { allocator::free(block, size) };
    }
}

#[test]
fn memory_of_one_size_serves_another() {
    let _alone = alone();
    // The chunk that blocks are taken from stays with its size: there must be many others.
    const MANY: usize = if cfg!(miri) { 320 } else { BLOCKS };
    let first = many_blocks(48, MANY);
    let (low, high) = (*first.iter().min().expect("blocks"), *first.iter().max().expect("blocks"));
    give_back(first, 48);
    let second = many_blocks(96, MANY);
    let again = second.iter().filter(|block| (low..=high).contains(block)).count();
    give_back(second, 96);
    assert!(again > MANY / 5 * 2, "only {again} of {MANY} larger blocks stand where the smaller ones were");
}

#[test]
fn blocks_are_apart_whatever_is_freed_between() {
    let _alone = alone();
    for size in [16, 48, 112, 512] {
        let mut kept = blocks(size);
        let freed: Vec<*mut Header> = (0..kept.len() / 2).map(|index| kept.swap_remove(index)).collect();
        give_back(freed, size);
        kept.extend(blocks(size));
        let mut addresses: Vec<usize> = kept.iter().map(|&block| block as usize).collect();
        addresses.sort_unstable();
        assert!(addresses.windows(2).all(|pair| pair[1] - pair[0] >= size), "blocks of {size} bytes overlap");
        give_back(kept, size);
    }
}

#[test]
fn blocks_of_different_sizes_are_apart() {
    let _alone = alone();
    let sizes = [16, 512, 48, 208, 32, 400];
    for _ in 0..3 {
        let mut kept: Vec<(usize, usize)> = (0..BLOCKS.min(600))
            .map(|number| sizes[number % sizes.len()])
            .map(|size| (allocator::allocate(size).expose_provenance(), size))
            .collect();
        kept.sort_unstable();
        assert!(kept.windows(2).all(|pair| pair[1].0 - pair[0].0 >= pair[0].1), "blocks overlap");
        for (block, size) in kept {
            give_back(vec![core::ptr::with_exposed_provenance_mut(block)], size);
        }
    }
}

#[test]
fn blocks_of_the_pool_go_back_from_any_thread() {
    use crate::memory::ProgramAllocator;
    use std::alloc::{GlobalAlloc, Layout};
    let work = std::thread::spawn(|| {
        let before = allocate_many();
        assert!(before.iter().all(|block| block.addr() & 8 == 0), "the thread is not attached yet");
        let _alone = alone();
        // Blocks of a mixed chunk serve again when all of them are free, not before.
        let mixed = allocate_many();
        let mut blocks = allocate_many();
        assert!(blocks.iter().all(|block| block.addr() & 15 == 8), "blocks of the pool");
        for (number, block) in blocks.iter_mut().enumerate() {
            // SAFETY: blocks of 40 bytes grow to 200 and to 2,000.
            unsafe {
                block.write(number as u8);
                *block = ProgramAllocator.realloc(*block, LAYOUT, 200);
                let larger = Layout::from_size_align(200, 8).expect("a layout");
                *block = ProgramAllocator.realloc(*block, larger, 2000);
                let largest = Layout::from_size_align(2000, 8).expect("a layout");
                *block = ProgramAllocator.realloc(*block, largest, 40);
                assert_eq!(**block, number as u8);
            }
        }
        let addresses: Vec<usize> = blocks.iter().map(|block| block.addr()).collect();
        let there = blocks.into_iter().chain(before).map(|block| block.expose_provenance()).collect::<Vec<usize>>();
        std::thread::spawn(move || {
            for block in there {
                // SAFETY: from `allocate_many`, with the same layout.
                unsafe { ProgramAllocator.dealloc(core::ptr::with_exposed_provenance_mut(block), LAYOUT) };
            }
        })
        .join()
        .expect("frees all");
        let again = allocate_many();
        let same = again.iter().filter(|block| addresses.contains(&block.addr())).count();
        assert!(same > FEW / 10 * 9, "only {same} of {FEW} blocks came back from the other thread");
        for block in again.into_iter().chain(mixed) {
            // SAFETY: as above.
            unsafe { ProgramAllocator.dealloc(block, LAYOUT) };
        }
    });
    work.join().expect("no assertion fails");

    const FEW: usize = if cfg!(miri) { 100 } else { 1000 };
    const LAYOUT: Layout = match Layout::from_size_align(40, 8) {
        Ok(layout) => layout,
        Err(_) => panic!("a layout"),
    };
    fn allocate_many() -> Vec<*mut u8> {
        // SAFETY: the layout has a nonzero size.
        (0..FEW).map(|_| unsafe { ProgramAllocator.alloc(LAYOUT) }).collect()
    }
}

unsafe fn clear_nothing(_object: *mut Header) {}

#[test]
fn the_audit_sees_cycles_that_are_not_cleared() {
    let alone = alone();
    let token = alone.attached.token();
    let pair_type = pair_type();
    // SAFETY: nothing of this type is alive yet.
    unsafe { (*pair_type.cast::<TypeHead>()).clear = clear_nothing };
    let audit = Audit::start(token, Vec::new(), None);
    let cycle = pair(pair_type, None, None);
    set_second(&cycle, cycle.clone());
    drop(cycle);
    assert_eq!(audit.finish(token).alive, [("pair", 1)]);
    // SAFETY: nothing of this type is collected meanwhile.
    unsafe { (*pair_type.cast::<TypeHead>()).clear = clear };
    assert_eq!(collector::collect(token, true), 1);
}
