//! Size-class allocation of objects.
//!
//! Objects up to [`SMALL_LIMIT`] bytes come from chunks of one size class each, with a free list per class; larger
//! ones from the system allocator, linked in a list. Both can be walked, which is how the leak audit finds what is
//! alive without any bookkeeping on the normal path: a dead block has a null type pointer.
//!
//! In builds with debug assertions every object can have a block of its own ([`use_system_blocks`]), so that tools such as
//! valgrind see uses of freed objects, which chunks hide.

use std::alloc::{Layout, alloc_zeroed, dealloc, handle_alloc_error};

use molt_abi::Header;

use crate::GlobalState;

/// Largest object taken from chunks, in bytes.
pub const SMALL_LIMIT: usize = 512;
const GRANULE: usize = 16;
const CLASSES: usize = SMALL_LIMIT / GRANULE;
const CHUNK: usize = 64 * 1024;
const PREFIX: usize = 16;

/// A block on a free list: the link, then the null word where a live object has its type.
struct FreeBlock {
    next: *mut FreeBlock,
    type_word: u64,
}

struct LargePrefix {
    next: *mut LargePrefix,
    /// Address of the `next` field (or of the list head) that points here.
    link: *mut *mut LargePrefix,
}

struct Class {
    free: *mut FreeBlock,
    bump: *mut u8,
    bump_end: *mut u8,
}

struct Allocator {
    classes: [Class; CLASSES],
    chunks: Vec<(*mut u8, usize)>,
    large: *mut LargePrefix,
}

static ALLOCATOR: GlobalState<Allocator> = GlobalState::new(Allocator {
    classes: [const { Class { free: core::ptr::null_mut(), bump: core::ptr::null_mut(), bump_end: core::ptr::null_mut() } };
        CLASSES],
    chunks: Vec::new(),
    large: core::ptr::null_mut(),
});

/// Largest object taken from chunks just now: [`SMALL_LIMIT`], or 0 with system blocks.
static CURRENT_LIMIT: GlobalState<usize> = GlobalState::new(SMALL_LIMIT);

#[inline(always)]
fn is_large(size: usize) -> bool {
    if cfg!(debug_assertions) {
        // SAFETY: under the interpreter lock.
        return size > unsafe { CURRENT_LIMIT.with(|limit| *limit) };
    }
    size > SMALL_LIMIT
}

/// Gives every object a block of the system allocator from now on; false if this build cannot. To be called before the
/// first object is made.
pub fn use_system_blocks() -> bool {
    // SAFETY: under the interpreter lock.
    unsafe { CURRENT_LIMIT.with(|limit| *limit = 0) };
    cfg!(debug_assertions)
}

/// Memory for an object of `size` bytes, all zero after the first two words.
#[inline]
pub fn allocate(size: usize) -> *mut Header {
    debug_assert!(size >= GRANULE);
    if is_large(size) {
        return allocate_large(size);
    }
    let class_index = (size - 1) / GRANULE;
    // SAFETY: runtime code runs under the interpreter lock, and nothing below allocates objects.
    unsafe {
        ALLOCATOR.with(|allocator| {
            let class = &mut allocator.classes[class_index];
            let block = class.free;
            if block.is_null() {
                return refill(allocator, class_index);
            }
            class.free = (*block).next;
            block.cast()
        })
    }
}

#[cold]
fn refill(allocator: &mut Allocator, class_index: usize) -> *mut Header {
    let size = (class_index + 1) * GRANULE;
    let class = &mut allocator.classes[class_index];
    if class.bump.is_null() || (class.bump_end as usize) - (class.bump as usize) < size {
        let layout = chunk_layout();
        // SAFETY: the layout has a nonzero size.
        let chunk = unsafe { alloc_zeroed(layout) };
        if chunk.is_null() {
            handle_alloc_error(layout);
        }
        allocator.chunks.push((chunk, size));
        class.bump = chunk;
        // SAFETY: the chunk has `CHUNK` bytes.
        class.bump_end = unsafe { chunk.add(CHUNK) };
    }
    let block = class.bump;
    // SAFETY: at least `size` bytes were left.
    class.bump = unsafe { block.add(size) };
    block.cast()
}

fn chunk_layout() -> Layout {
    Layout::from_size_align(CHUNK, 4096).expect("constant layout")
}

fn large_layout(size: usize) -> Layout {
    match Layout::from_size_align(size + PREFIX, GRANULE) {
        Ok(layout) => layout,
        Err(_) => handle_alloc_error(Layout::new::<u8>()),
    }
}

fn allocate_large(size: usize) -> *mut Header {
    let layout = large_layout(size);
    // SAFETY: the layout has a nonzero size.
    let prefix = unsafe { alloc_zeroed(layout) }.cast::<LargePrefix>();
    if prefix.is_null() {
        handle_alloc_error(layout);
    }
    // SAFETY: the prefix is fresh; list nodes are alive until `free` unlinks them.
    unsafe {
        ALLOCATOR.with(|allocator| {
            let head: *mut *mut LargePrefix = &raw mut allocator.large;
            (*prefix).next = *head;
            (*prefix).link = head;
            if !(*head).is_null() {
                (**head).link = &raw mut (*prefix).next;
            }
            *head = prefix;
        });
        prefix.cast::<u8>().add(PREFIX).cast()
    }
}

/// Gives memory back.
///
/// # Safety
/// `object` came from [`allocate`] with the same `size` and is no longer used.
#[inline]
pub unsafe fn free(object: *mut Header, size: usize) {
    if is_large(size) {
        // SAFETY: a large object is preceded by its prefix (caller gives the right size).
        unsafe { free_large(object, size) };
        return;
    }
    let class_index = (size - 1) / GRANULE;
    // SAFETY: under the interpreter lock; the block is ours now, and at least 16 bytes large.
    unsafe {
        ALLOCATOR.with(|allocator| {
            let block = object.cast::<FreeBlock>();
            let class = &mut allocator.classes[class_index];
            (*block).next = class.free;
            (*block).type_word = 0;
            class.free = block;
        });
    }
}

unsafe fn free_large(object: *mut Header, size: usize) {
    // SAFETY: the prefix stands before the object, and its neighbours in the list are alive.
    unsafe {
        let prefix = object.cast::<u8>().sub(PREFIX).cast::<LargePrefix>();
        *(*prefix).link = (*prefix).next;
        if !(*prefix).next.is_null() {
            (*(*prefix).next).link = (*prefix).link;
        }
        dealloc(prefix.cast(), large_layout(size));
    }
}

/// Every object alive, in no particular order.
pub fn live_objects() -> Vec<*mut Header> {
    let mut found = Vec::new();
    // SAFETY: under the interpreter lock; chunks hold blocks of their class's size back to back, zero where never
    // used, with a null type where free.
    unsafe {
        ALLOCATOR.with(|allocator| {
            for &(chunk, size) in &allocator.chunks {
                for index in 0..CHUNK / size {
                    let object = chunk.add(index * size).cast::<Header>();
                    if !(*object).type_object.0.is_null() {
                        found.push(object);
                    }
                }
            }
            let mut large = allocator.large;
            while !large.is_null() {
                found.push(large.cast::<u8>().add(PREFIX).cast());
                large = (*large).next;
            }
        });
    }
    found
}
