//! Memory for Rust values: the items of lists, tables of dicts, texts being built.
//!
//! The thread that has claimed it takes small blocks from chunks, as objects do, at a fraction of what the system
//! allocator costs. Everything else comes from the system: large blocks, those of other threads, and all of a program
//! that never claims.
//!
//! Invariant: a block of the pool stands 8 bytes beside a multiple of 16, a block of the system never does where there is
//! a pool. So a block tells where it goes back to.

use core::cell::Cell;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::alloc::{GlobalAlloc, Layout, System};

use crate::GlobalState;
use crate::allocator::{Allocator, SMALL_LIMIT};

const SHIFT: usize = 8;

/// Where the system allocator gives multiples of 16 only.
const HAS_POOL: bool = cfg!(all(unix, target_pointer_width = "64"));

/// Touched by the owner only.
static POOL: GlobalState<Allocator> = GlobalState::new(Allocator::new(SHIFT));

thread_local! {
    static IS_OWNER: Cell<bool> = const { Cell::new(false) };
}

/// Blocks of the pool that other threads have freed, each with the address of the next in its first word.
static FREED_ELSEWHERE: AtomicPtr<u8> = AtomicPtr::new(core::ptr::null_mut());

/// Makes the calling thread the one that is served from the pool. To be called by one thread only.
pub fn claim() {
    IS_OWNER.set(true);
}

/// The allocator of programs.
pub struct ProgramAllocator;

/// Whether blocks of the layout may stand in the pool.
#[inline(always)]
const fn is_small(layout: Layout) -> bool {
    HAS_POOL && layout.align() <= SHIFT && layout.size() <= SMALL_LIMIT
}

#[inline(always)]
fn is_of_pool(block: *mut u8) -> bool {
    HAS_POOL && block.addr() & SHIFT != 0
}

/// Out of the way of small blocks.
///
/// # Safety
/// As for `GlobalAlloc::alloc`.
#[inline(never)]
unsafe fn from_system(layout: Layout) -> *mut u8 {
    // SAFETY: as promised by the caller.
    unsafe { System.alloc(layout) }
}

#[cold]
fn free_from_elsewhere(block: *mut u8) {
    let mut first = FREED_ELSEWHERE.load(Ordering::Relaxed);
    loop {
        // SAFETY: the block was given up by its user, and is at least 16 bytes large.
        unsafe { block.cast::<*mut u8>().write(first) };
        match FREED_ELSEWHERE.compare_exchange_weak(first, block, Ordering::Release, Ordering::Relaxed) {
            Ok(_) => return,
            Err(other) => first = other,
        }
    }
}

/// Takes back what other threads have freed.
#[cold]
fn collect_from_elsewhere(pool: &mut Allocator) {
    let mut block = FREED_ELSEWHERE.swap(core::ptr::null_mut(), Ordering::Acquire);
    while !block.is_null() {
        // SAFETY: a block of the pool, given up by its user; its first word leads to the next.
        unsafe {
            let next = block.cast::<*mut u8>().read();
            pool.give_back(block);
            block = next;
        }
    }
}

// SAFETY: blocks are as large and aligned as asked for: the pool's are multiples of 8, of a class that holds the size. The
// pool is touched by its owner only, and never calls this allocator.
unsafe impl GlobalAlloc for ProgramAllocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_small(layout) && IS_OWNER.get() {
            // SAFETY: only the owner comes here, and nothing inside allocates. The size is not zero (caller).
            return unsafe {
                core::hint::assert_unchecked(layout.size() != 0);
                POOL.with(|pool| {
                    if !FREED_ELSEWHERE.load(Ordering::Relaxed).is_null() {
                        collect_from_elsewhere(pool);
                    }
                    pool.take(layout.size())
                })
            };
        }
        // SAFETY: as promised by the caller.
        unsafe { from_system(layout) }
    }
    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if !is_of_pool(block) {
            // SAFETY: not of the pool, so of the system, with the same layout (caller).
            return unsafe { System.dealloc(block, layout) };
        }
        if IS_OWNER.get() {
            // SAFETY: a block of the pool that its user gives up; only the owner comes here.
            unsafe { POOL.with(|pool| pool.give_back(block)) }
        } else {
            free_from_elsewhere(block);
        }
    }
    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if is_small(layout) {
            // SAFETY: the block has that many bytes; a failure is null.
            unsafe {
                let block = self.alloc(layout);
                if !block.is_null() {
                    block.write_bytes(0, layout.size());
                }
                return block;
            }
        }
        // SAFETY: as promised by the caller.
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let fits = |size: usize| size.div_ceil(16);
        if !is_of_pool(block) && size > SMALL_LIMIT {
            // SAFETY: of the system (caller).
            return unsafe { System.realloc(block, layout, size) };
        }
        if is_of_pool(block) && fits(size) == fits(layout.size()) {
            return block;
        }
        // SAFETY: a new block of the new size (not zero, within limits: caller); the old one is given up after its
        // contents, or what fits, were copied.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                core::ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}
