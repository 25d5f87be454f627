//! Memory for Rust values: the items of lists, tables of dicts, texts being built.
//!
//! The thread that holds the token takes small blocks from chunks, as objects do, at a fraction of what the system
//! allocator costs. Everything else comes from the system: large blocks, and those of threads without the token.
//!
//! Invariant: a block of the pool stands 8 bytes beside a multiple of 16, a block of the system never does where there is
//! a pool. So a block tells where it goes back to.

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicPtr, Ordering};
use std::alloc::{GlobalAlloc, Layout, System};

use crate::allocator::{self, Allocator, FirstArena, SMALL_LIMIT};
use crate::token::{freed_elsewhere, is_held};
use crate::{Token, reserve};

const SHIFT: usize = 8;

/// Where the system allocator gives multiples of 16 only.
const HAS_POOL: bool = cfg!(all(unix, target_pointer_width = "64"));

static FIRST_ARENA: FirstArena = FirstArena::new();

/// Small blocks.
pub(crate) struct Pool(UnsafeCell<Allocator>);

impl Pool {
    pub(crate) const fn new() -> Pool {
        Pool(UnsafeCell::new(Allocator::new(SHIFT, &FIRST_ARENA)))
    }
    /// The allocator, for the token's holder.
    pub(crate) fn allocator(&self) -> *mut Allocator {
        self.0.get()
    }
}

/// The token, if the calling thread holds it.
#[inline(always)]
fn token<'t>() -> Option<Token<'t>> {
    // SAFETY: asked just before, and used before this thread does anything else.
    is_held().then(|| unsafe { Token::assume() })
}

/// Blocks of the pool that threads without the token have freed, each with the address of the next in its first word.
pub(crate) struct FreedElsewhere(AtomicPtr<u8>);

impl FreedElsewhere {
    pub(crate) const fn new() -> FreedElsewhere {
        FreedElsewhere(AtomicPtr::new(core::ptr::null_mut()))
    }
    #[cold]
    fn add(&self, block: *mut u8) {
        let mut first = self.0.load(Ordering::Relaxed);
        loop {
            // SAFETY: the block was given up by its user, and is at least 16 bytes large.
            unsafe { block.cast::<*mut u8>().write(first) };
            match self.0.compare_exchange_weak(first, block, Ordering::Release, Ordering::Relaxed) {
                Ok(_) => return,
                Err(other) => first = other,
            }
        }
    }
    /// Puts all of them back into the pool.
    #[cold]
    fn give_back(&self, pool: &mut Allocator) {
        let mut block = self.0.swap(core::ptr::null_mut(), Ordering::Acquire);
        while !block.is_null() {
            // SAFETY: a block of the pool, given up by its user; its first word leads to the next.
            unsafe {
                let next = block.cast::<*mut u8>().read();
                pool.give_back(block);
                block = next;
            }
        }
    }
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
    or_from_reserve(layout, || unsafe { System.alloc(layout) })
}

/// What the system gives; when it refuses, what it gives with the reserve's help.
#[inline(always)]
fn or_from_reserve(layout: Layout, ask: impl Fn() -> *mut u8) -> *mut u8 {
    let block = ask();
    match token() {
        Some(token) if block.is_null() => reserve::ask_again(token, layout, ask),
        _ => block,
    }
}

// SAFETY: blocks are as large and aligned as asked for: the pool's are multiples of 8, of a class that holds the size. The
// pool is touched by the token's holder only, and never calls this allocator.
unsafe impl GlobalAlloc for ProgramAllocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_small(layout)
            && let Some(token) = token()
            && !allocator::is_large(token, layout.size())
        {
            // SAFETY: the token's holder has the pool for itself, and nothing inside allocates. The size is not zero
            // (caller).
            return unsafe {
                core::hint::assert_unchecked(layout.size() != 0);
                let pool = &mut *token.interpreter().pool.0.get();
                if !freed_elsewhere().0.load(Ordering::Relaxed).is_null() {
                    freed_elsewhere().give_back(pool);
                }
                pool.take(layout.size())
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
        match token() {
            // SAFETY: a block of the pool that its user gives up. The token's holder has the pool for itself.
            Some(token) => unsafe { (*token.interpreter().pool.0.get()).give_back(block) },
            None => freed_elsewhere().add(block),
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
        or_from_reserve(layout, || unsafe { System.alloc_zeroed(layout) })
    }
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let fits = |size: usize| size.div_ceil(16);
        if !is_of_pool(block) && size > SMALL_LIMIT {
            // SAFETY: of the system (caller), and the new layout is within limits.
            return unsafe {
                let new = Layout::from_size_align_unchecked(size, layout.align());
                or_from_reserve(new, || System.realloc(block, layout, size))
            };
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
