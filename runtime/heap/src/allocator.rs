//! Size-class allocation of objects.
//!
//! Terms:
//! - *class*: sizes that share blocks of one size.
//! - *chunk*: [`CHUNK`] bytes with blocks of one class; its head stands at its start, which a block's address leads to.
//! - *listed*: a chunk that has room stands in the list of its class, whose first chunk objects are taken from.
//!
//! A chunk whose objects are all dead serves any class again, so that memory of one size is not lost for others. Larger
//! objects come from the system allocator, linked in a list. Everything can be walked, which is how the leak audit finds
//! what is alive without any bookkeeping on the normal path: a dead block has a null type pointer.
//!
//! In builds with debug assertions every object can have a block of its own ([`use_system_blocks`]), so that tools such as
//! valgrind see uses of freed objects, which chunks hide.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};

use molt_abi::Header;

use crate::GlobalState;

/// Largest object taken from chunks, in bytes.
pub const SMALL_LIMIT: usize = 512;
const GRANULE: usize = 16;
const CLASSES: usize = SMALL_LIMIT / GRANULE;
const CHUNK: usize = 16 * 1024;
/// Bytes taken from the system at once.
const ARENA: usize = 1024 * 1024;
/// Bytes of fresh blocks made ready at once.
const BATCH: usize = 2048;
const PREFIX: usize = 16;

/// A block on a free list: the link, then the null word where a live object has its type.
struct FreeBlock {
    next: *mut FreeBlock,
    type_word: u64,
}

/// The head of a chunk.
#[repr(align(16))]
struct Chunk {
    free: *mut FreeBlock,
    /// Objects alive.
    live: u32,
    /// [`free`] settles the chunk when `live` falls to this: 0 while it is listed, always while it is not.
    settle_at: u32,
    /// Blocks from here to the chunk's end were never used.
    fresh: *mut u8,
    next: *mut Chunk,
    previous: *mut Chunk,
    class_index: usize,
}

const NOT_LISTED: u32 = u32::MAX;

struct LargePrefix {
    next: *mut LargePrefix,
    /// Address of the `next` field (or of the list head) that points here.
    link: *mut *mut LargePrefix,
}

struct Allocator {
    /// First listed chunk of each class; [`NO_CHUNK`] at the end of the list.
    listed: [*mut Chunk; CLASSES],
    /// Chunks without objects, linked by `next`.
    empty: *mut Chunk,
    arenas: Vec<*mut u8>,
    /// Chunks of the last arena that were never used begin here.
    unused: *mut u8,
    unused_end: *mut u8,
    large: *mut LargePrefix,
}

/// Stands where there is no chunk; never written.
static NO_CHUNK: GlobalState<Chunk> = GlobalState::new(Chunk {
    free: core::ptr::null_mut(),
    live: 0,
    settle_at: 0,
    fresh: core::ptr::null_mut(),
    next: core::ptr::null_mut(),
    previous: core::ptr::null_mut(),
    class_index: 0,
});

static ALLOCATOR: GlobalState<Allocator> = GlobalState::new(Allocator {
    listed: [NO_CHUNK.as_pointer(); CLASSES],
    empty: core::ptr::null_mut(),
    arenas: Vec::new(),
    unused: core::ptr::null_mut(),
    unused_end: core::ptr::null_mut(),
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

/// Memory for an object of `size` bytes, with any contents.
#[inline]
pub fn allocate(size: usize) -> *mut Header {
    debug_assert!(size >= GRANULE);
    if is_large(size) {
        return allocate_large(size);
    }
    let class_index = (size - 1) / GRANULE;
    // SAFETY: runtime code runs under the interpreter lock, and nothing below allocates objects. Listed chunks and the
    // blocks on their free lists are the allocator's.
    unsafe {
        ALLOCATOR.with(|allocator| {
            let chunk = allocator.listed[class_index];
            let block = (*chunk).free;
            if block.is_null() {
                return refill(allocator, class_index);
            }
            (*chunk).free = (*block).next;
            (*chunk).live += 1;
            block.cast()
        })
    }
}

impl Allocator {
    /// Puts a chunk into the list of its class: behind the first, which objects are being taken from.
    ///
    /// # Safety
    /// The chunk is not listed.
    unsafe fn list(&mut self, chunk: *mut Chunk) {
        // SAFETY: chunks stay memory of the allocator for good.
        unsafe {
            (*chunk).settle_at = 0;
            let first = self.listed[(*chunk).class_index];
            if first == NO_CHUNK.as_pointer() {
                (*chunk).next = first;
                (*chunk).previous = core::ptr::null_mut();
                self.listed[(*chunk).class_index] = chunk;
                return;
            }
            let second = (*first).next;
            (*chunk).next = second;
            (*chunk).previous = first;
            (*first).next = chunk;
            if second != NO_CHUNK.as_pointer() {
                (*second).previous = chunk;
            }
        }
    }
    /// Takes a chunk out of the list of its class.
    ///
    /// # Safety
    /// The chunk is listed.
    unsafe fn unlist(&mut self, chunk: *mut Chunk) {
        // SAFETY: as above.
        unsafe {
            (*chunk).settle_at = NOT_LISTED;
            let (next, previous) = ((*chunk).next, (*chunk).previous);
            if previous.is_null() {
                self.listed[(*chunk).class_index] = next;
            } else {
                (*previous).next = next;
            }
            if next != NO_CHUNK.as_pointer() {
                (*next).previous = previous;
            }
        }
    }
    /// A chunk without objects.
    fn take_empty(&mut self) -> *mut Chunk {
        if !self.empty.is_null() {
            let chunk = self.empty;
            // SAFETY: empty chunks are the allocator's, linked by `next`.
            self.empty = unsafe { (*chunk).next };
            return chunk;
        }
        if self.unused == self.unused_end {
            let layout = arena_layout();
            // SAFETY: the layout has a nonzero size.
            let arena = unsafe { alloc(layout) };
            if arena.is_null() {
                handle_alloc_error(layout);
            }
            self.arenas.push(arena);
            self.unused = arena;
            self.unused_end = arena.wrapping_add(ARENA);
        }
        let chunk = self.unused;
        self.unused = chunk.wrapping_add(CHUNK);
        chunk.cast()
    }
}

const fn block_size(class_index: usize) -> usize {
    (class_index + 1) * GRANULE
}

/// Puts fresh blocks on the chunk's free list; false when there are none.
///
/// # Safety
/// The chunk is in use and its free list is empty.
unsafe fn make_ready(chunk: *mut Chunk) -> bool {
    // SAFETY: fresh blocks lie between `fresh` and the end of the chunk; nobody uses them.
    unsafe {
        let size = block_size((*chunk).class_index);
        let start = (*chunk).fresh;
        let left = chunk.cast::<u8>().wrapping_add(CHUNK) as usize - start as usize;
        let count = left.min(BATCH.max(size)) / size;
        for index in (0..count).rev() {
            let block = start.add(index * size).cast::<FreeBlock>();
            block.write(FreeBlock { next: (*chunk).free, type_word: 0 });
            (*chunk).free = block;
        }
        (*chunk).fresh = start.add(count * size);
        count > 0
    }
}

#[cold]
fn refill(allocator: &mut Allocator, class_index: usize) -> *mut Header {
    // SAFETY: listed chunks are in use; an empty one may serve any class.
    unsafe {
        let chunk = loop {
            let chunk = allocator.listed[class_index];
            if chunk == NO_CHUNK.as_pointer() {
                let chunk = allocator.take_empty();
                let fresh = chunk.cast::<u8>().add(size_of::<Chunk>());
                let (next, previous) = (core::ptr::null_mut(), core::ptr::null_mut());
                let free = core::ptr::null_mut();
                chunk.write(Chunk { free, live: 0, settle_at: NOT_LISTED, fresh, next, previous, class_index });
                allocator.list(chunk);
            } else if !(*chunk).free.is_null() || make_ready(chunk) {
                break chunk;
            } else {
                allocator.unlist(chunk);
            }
        };
        let block = (*chunk).free;
        (*chunk).free = (*block).next;
        (*chunk).live += 1;
        block.cast()
    }
}

/// Makes the system allocator give large blocks back to the system as soon as they are freed, whatever was freed before:
/// the C library's own rule lets programs keep several times their largest block.
pub fn set_up_system_allocator() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        const M_MMAP_THRESHOLD: core::ffi::c_int = -3;
        const LARGE: core::ffi::c_int = 1 << 20;
        unsafe extern "C" {
            safe fn mallopt(parameter: core::ffi::c_int, value: core::ffi::c_int) -> core::ffi::c_int;
        }
        // Where it fails, memory is used as the C library likes.
        let _ = mallopt(M_MMAP_THRESHOLD, LARGE);
    }
}

fn arena_layout() -> Layout {
    Layout::from_size_align(ARENA, CHUNK).expect("constant layout")
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
    let prefix = unsafe { alloc(layout) }.cast::<LargePrefix>();
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
    // SAFETY: under the interpreter lock; the block is ours now, at least 16 bytes large, and in a chunk, which begins at
    // a multiple of its size.
    unsafe {
        let block = object.cast::<FreeBlock>();
        let chunk = object.map_addr(|address| address & !(CHUNK - 1)).cast::<Chunk>();
        (*block).next = (*chunk).free;
        (*block).type_word = 0;
        (*chunk).free = block;
        let live = (*chunk).live - 1;
        (*chunk).live = live;
        if live <= (*chunk).settle_at {
            settle(chunk);
        }
    }
}

/// Lists a chunk that has room again; gives up one without objects, unless objects are being taken from it.
///
/// # Safety
/// The chunk is in use.
#[cold]
unsafe fn settle(chunk: *mut Chunk) {
    // SAFETY: under the interpreter lock; the chunk is the allocator's.
    unsafe {
        ALLOCATOR.with(|allocator| {
            if (*chunk).settle_at == NOT_LISTED {
                allocator.list(chunk);
            }
            if (*chunk).live == 0 && allocator.listed[(*chunk).class_index] != chunk {
                allocator.unlist(chunk);
                (*chunk).next = allocator.empty;
                allocator.empty = chunk;
            }
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
    // SAFETY: under the interpreter lock; every chunk of the arenas up to `unused` has a head. Blocks of the class's size
    // stand back to back from behind the head up to `fresh`, with a null type where they are free.
    unsafe {
        ALLOCATOR.with(|allocator| {
            for (index, &arena) in allocator.arenas.iter().enumerate() {
                let is_last = index + 1 == allocator.arenas.len();
                let used = if is_last { allocator.unused as usize - arena as usize } else { ARENA };
                for chunk in (0..used).step_by(CHUNK).map(|start| arena.add(start).cast::<Chunk>()) {
                    if (*chunk).live == 0 {
                        continue;
                    }
                    let size = block_size((*chunk).class_index);
                    let first = chunk.cast::<u8>().add(size_of::<Chunk>());
                    for block in 0..((*chunk).fresh as usize - first as usize) / size {
                        let object = first.add(block * size).cast::<Header>();
                        if !(*object).type_object.0.is_null() {
                            found.push(object);
                        }
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
