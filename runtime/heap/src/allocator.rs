//! Size-class allocation of objects.
//!
//! Terms:
//! - *class*: sizes that share blocks of one size.
//! - *chunk*: [`CHUNK`] bytes with blocks of one class; its head stands at its start, which a block's address leads to.
//! - *listed*: a chunk that has room stands in the list of its class, whose first chunk objects are taken from.
//! - *mixed*: an allocator's first chunk has blocks of every class, one behind the other, until it is full. A class gets chunks
//!   of its own afterwards: what a small program has of a dozen classes lies in two pages, not in a dozen.
//!
//! A chunk whose objects are all dead serves any class again, so that memory of one size is not lost for others. Larger
//! objects come from the system allocator, linked in a list. Everything can be walked, which is how the leak audit finds
//! what is alive without any bookkeeping on the normal path: a dead block has a null type pointer.
//!
//! In builds with debug assertions every object can have a block of its own ([`use_system_blocks`]), so that tools such as
//! valgrind see uses of freed objects, which chunks hide.

use core::cell::{Cell, UnsafeCell};
use core::ptr::NonNull;
use std::alloc::{GlobalAlloc, Layout, System, alloc, dealloc, handle_alloc_error};

use molt_abi::Header;

use crate::{Token, reserve};

/// Largest object taken from chunks, in bytes. Type objects are among them.
pub const SMALL_LIMIT: usize = 576;
const GRANULE: usize = 16;
const CLASSES: usize = SMALL_LIMIT / GRANULE;
/// An eighth under Miri, which is slow: so a hundred blocks are some chunks.
const CHUNK: usize = if cfg!(miri) { 2 * 1024 } else { 16 * 1024 };
/// Bytes taken from the system at once.
const ARENA: usize = 64 * CHUNK;
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
pub(crate) struct Chunk {
    free: *mut FreeBlock,
    /// Objects alive.
    live: u32,
    /// [`free`] settles the chunk when `live` falls to this: 0 while it is listed, always while it is not.
    settle_at: u32,
    /// Blocks from here to the chunk's end were never used.
    fresh: *mut u8,
    next: *mut Chunk,
    previous: *mut Chunk,
    /// [`MIXED`] if the chunk is mixed.
    class_index: u32,
    /// Where its first block stands.
    first_block: u32,
    /// In the first chunk of an arena, the one before.
    previous_arena: *mut Chunk,
}

const NOT_LISTED: u32 = u32::MAX;
const MIXED: u32 = u32::MAX;

/// Which granules of a mixed chunk blocks begin in: what stands between its head and its first block.
type BlockStarts = [u64; CHUNK / GRANULE / u64::BITS as usize];

struct LargePrefix {
    next: *mut LargePrefix,
    /// Address of the `next` field (or of the list head) that points here.
    link: *mut *mut LargePrefix,
}

pub(crate) struct Allocator {
    /// First listed chunk of each class; [`NO_CHUNK`] at the end of the list.
    listed: [*mut Chunk; CLASSES],
    /// Chunks without objects, linked by `next`.
    empty: *mut Chunk,
    /// First chunk of the last arena; the others follow by `previous_arena`.
    arena: *mut Chunk,
    /// Chunks of the last arena that were never used begin here.
    unused: *mut u8,
    unused_end: *mut u8,
    large: *mut LargePrefix,
    /// The mixed chunk; null before the first block is taken.
    mixed: *mut Chunk,
    /// Memory for the first arena.
    first_arena: &'static FirstArena,
    /// Where the first block of a chunk stands.
    first_block: u32,
}

/// Room for an allocator's first arena. It stands in the program's zeros, which cost nothing until they are used: a small program
/// asks the system for none.
pub(crate) struct FirstArena(UnsafeCell<[u8; ARENA + CHUNK]>);

// SAFETY: one allocator has it, of which one thread at a time makes use.
unsafe impl Sync for FirstArena {}

impl FirstArena {
    pub(crate) const fn new() -> FirstArena {
        FirstArena(UnsafeCell::new([0; ARENA + CHUNK]))
    }
    /// The arena: from the first address at which a chunk can stand. A static that is aligned makes the program's file larger.
    fn arena(&self) -> *mut u8 {
        let room = self.0.get().cast::<u8>();
        room.wrapping_add(room.addr().wrapping_neg() % CHUNK)
    }
}

/// Of objects.
static OBJECTS: FirstArena = FirstArena::new();

struct NoChunk(Chunk);

// SAFETY: never written.
unsafe impl Sync for NoChunk {}

impl NoChunk {
    const fn as_pointer(&self) -> *mut Chunk {
        (&raw const self.0).cast_mut()
    }
}

/// Stands where there is no chunk; never written.
static NO_CHUNK: NoChunk = NoChunk(Chunk {
    free: core::ptr::null_mut(),
    live: 0,
    settle_at: 0,
    fresh: core::ptr::null_mut(),
    next: core::ptr::null_mut(),
    previous: core::ptr::null_mut(),
    class_index: 0,
    first_block: 0,
    previous_arena: core::ptr::null_mut(),
});

/// The memory of objects.
pub(crate) struct ObjectMemory {
    allocator: UnsafeCell<Allocator>,
    /// Largest block taken from chunks just now: [`SMALL_LIMIT`], or 0 with system blocks.
    limit: Cell<usize>,
}

impl ObjectMemory {
    pub(crate) const fn new() -> ObjectMemory {
        ObjectMemory { allocator: UnsafeCell::new(Allocator::new(0, &OBJECTS)), limit: Cell::new(SMALL_LIMIT) }
    }
}

/// Whether blocks of the size come from the system.
#[inline(always)]
pub(crate) fn is_large(token: Token<'_>, size: usize) -> bool {
    size > if cfg!(debug_assertions) { token.interpreter().objects.limit.get() } else { SMALL_LIMIT }
}

/// Takes every block from the system from now on; false if this build cannot. To be called before the first object is
/// made.
pub fn use_system_blocks(token: Token<'_>) -> bool {
    token.interpreter().objects.limit.set(0);
    cfg!(debug_assertions)
}

/// The token, for what makes and frees objects.
#[inline(always)]
fn token<'t>() -> Token<'t> {
    // SAFETY: objects are made and freed by the thread that holds the token.
    unsafe { Token::assume() }
}

/// The allocator of objects, and where it stands.
#[inline(always)]
fn objects() -> *mut Allocator {
    token().interpreter().objects.allocator.get()
}

/// Memory for an object of `size` bytes, with any contents. For sizes that the program's text bounds: when there is no
/// memory but the reserve, MemoryError follows; without that the program ends.
#[inline]
pub fn allocate(size: usize) -> *mut Header {
    match try_allocate(size) {
        Some(object) => object.as_ptr(),
        None => handle_alloc_error(large_layout(size).unwrap_or(Layout::new::<u8>())),
    }
}

/// Memory for an object of `size` bytes, with any contents; None when there is not so much.
#[inline]
pub fn try_allocate(size: usize) -> Option<NonNull<Header>> {
    debug_assert!(size >= GRANULE);
    if is_large(token(), size) {
        return allocate_large(size);
    }
    // SAFETY: the token's holder has the allocator for itself, and nothing below allocates objects.
    NonNull::new(unsafe { (*objects()).take(size).cast() })
}

impl Allocator {
    /// An allocator whose blocks stand `shift` bytes beside multiples of 16. It has the arena for itself.
    pub(crate) const fn new(shift: usize, first_arena: &'static FirstArena) -> Allocator {
        Allocator {
            first_arena,
            listed: [NO_CHUNK.as_pointer(); CLASSES],
            empty: core::ptr::null_mut(),
            arena: core::ptr::null_mut(),
            unused: core::ptr::null_mut(),
            unused_end: core::ptr::null_mut(),
            large: core::ptr::null_mut(),
            mixed: core::ptr::null_mut(),
            first_block: (size_of::<Chunk>() + shift) as u32,
        }
    }
    /// A block of at least `size` bytes: at least one, at most [`SMALL_LIMIT`]. Null when there is no memory.
    #[inline(always)]
    pub(crate) fn take(&mut self, size: usize) -> *mut u8 {
        let class_index = (size - 1) / GRANULE;
        let chunk = self.listed[class_index];
        // SAFETY: listed chunks and the blocks on their free lists are the allocator's.
        unsafe {
            let block = (*chunk).free;
            if block.is_null() {
                return refill(self, class_index);
            }
            (*chunk).free = (*block).next;
            (*chunk).live += 1;
            block.cast()
        }
    }
    /// Takes a block back.
    ///
    /// # Safety
    /// It came from [`Self::take`] of the same allocator and is no longer used.
    #[inline(always)]
    pub(crate) unsafe fn give_back(&mut self, block: *mut u8) {
        let block = block.cast::<FreeBlock>();
        let chunk = block.map_addr(|address| address & !(CHUNK - 1)).cast::<Chunk>();
        // SAFETY: the block is ours now, at least 16 bytes large, and in a chunk, which begins at a multiple of its size.
        unsafe {
            (*block).next = (*chunk).free;
            (*block).type_word = 0;
            (*chunk).free = block;
            let live = (*chunk).live - 1;
            (*chunk).live = live;
            if live <= (*chunk).settle_at {
                self.settle(chunk);
            }
        }
    }
    /// Lists a chunk that has room again; gives up one without objects, unless objects are being taken from it.
    ///
    /// # Safety
    /// The chunk is in use.
    #[cold]
    unsafe fn settle(&mut self, chunk: *mut Chunk) {
        // SAFETY: the chunk is the allocator's.
        unsafe {
            if (*chunk).class_index == MIXED {
                self.empty_mixed(chunk);
                return;
            }
            if (*chunk).settle_at == NOT_LISTED {
                self.list(chunk);
            }
            if (*chunk).live == 0 && self.listed[(*chunk).class_index as usize] != chunk {
                self.unlist(chunk);
                self.put_away(chunk);
            }
        }
    }
    /// Puts a chunk into the list of its class: behind the first, which objects are being taken from.
    ///
    /// # Safety
    /// The chunk is not listed.
    unsafe fn list(&mut self, chunk: *mut Chunk) {
        // SAFETY: chunks stay memory of the allocator for good.
        unsafe {
            (*chunk).settle_at = 0;
            let first = self.listed[(*chunk).class_index as usize];
            if first == NO_CHUNK.as_pointer() {
                (*chunk).next = first;
                (*chunk).previous = core::ptr::null_mut();
                self.listed[(*chunk).class_index as usize] = chunk;
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
                self.listed[(*chunk).class_index as usize] = next;
            } else {
                (*previous).next = next;
            }
            if next != NO_CHUNK.as_pointer() {
                (*next).previous = previous;
            }
        }
    }
    /// A chunk without objects; null when there is no memory for one.
    fn take_empty(&mut self) -> *mut Chunk {
        if self.empty.is_null() && self.unused == self.unused_end && !self.take_arena() && !self.take_from_other() {
            return self.take_from_reserve();
        }
        if !self.empty.is_null() {
            return take_first(&mut self.empty);
        }
        let chunk = self.unused;
        self.unused = chunk.wrapping_add(CHUNK);
        chunk.cast()
    }
    /// A block from the mixed chunk; null when it has no room.
    fn take_mixed(&mut self, class_index: usize) -> *mut u8 {
        if self.mixed.is_null() {
            let chunk = self.take_empty();
            if chunk.is_null() {
                return core::ptr::null_mut();
            }
            // SAFETY: the chunk is fresh, and nobody else's.
            unsafe {
                (&raw mut (*chunk).class_index).write(MIXED);
                (&raw mut (*chunk).first_block).write(self.first_block + size_of::<BlockStarts>() as u32);
                self.empty_mixed(chunk);
            }
            self.mixed = chunk;
        }
        let chunk = self.mixed;
        // SAFETY: between `fresh` and the end of the chunk nobody uses anything.
        unsafe {
            let block = (*chunk).fresh;
            let end = block.wrapping_add(block_size(class_index));
            if end > chunk.cast::<u8>().wrapping_add(CHUNK) {
                return core::ptr::null_mut();
            }
            (*chunk).fresh = end;
            (*chunk).live += 1;
            let granule = (block.addr() - chunk.addr()) / GRANULE;
            (*block_starts(chunk))[granule / 64] |= 1 << (granule % 64);
            block
        }
    }
    /// Makes all of the mixed chunk fresh.
    ///
    /// # Safety
    /// It has no blocks in use.
    unsafe fn empty_mixed(&mut self, chunk: *mut Chunk) {
        // SAFETY: the chunk is the allocator's (caller).
        unsafe {
            (&raw mut (*chunk).free).write(core::ptr::null_mut());
            (&raw mut (*chunk).live).write(0);
            (&raw mut (*chunk).settle_at).write(0);
            (&raw mut (*chunk).fresh).write(chunk.cast::<u8>().add((*chunk).first_block as usize));
            block_starts(chunk).write_bytes(0, 1);
        }
    }
    /// Takes the first arena, or one from the system; false when that has none.
    fn take_arena(&mut self) -> bool {
        if self.arena.is_null() {
            return self.add_arena(self.first_arena.arena());
        }
        // SAFETY: the layout has a nonzero size. Not from the program's allocator, which may be what needs an arena.
        let arena = unsafe { System.alloc(arena_layout()) };
        if !arena.is_null() {
            token().interpreter().reserve.keep();
        }
        self.add_arena(arena)
    }
    fn add_arena(&mut self, arena: *mut u8) -> bool {
        if arena.is_null() {
            return false;
        }
        let first = arena.cast::<Chunk>();
        // SAFETY: the arena is fresh memory of many chunks.
        unsafe { (&raw mut (*first).previous_arena).write(self.arena) };
        self.arena = first;
        self.unused = arena;
        self.unused_end = arena.wrapping_add(ARENA);
        true
    }
    /// Takes the empty chunks of the other allocator.
    fn take_from_other(&mut self) -> bool {
        // SAFETY: the token's holder has both for itself, and this is not the one that is borrowed.
        self.empty = unsafe { core::mem::replace(&mut (*self.other()).empty, core::ptr::null_mut()) };
        !self.empty.is_null()
    }
    /// The allocator of values for that of objects, and the other way round.
    fn other(&self) -> *mut Allocator {
        let interpreter = token().interpreter();
        let (objects, values) = (interpreter.objects.allocator.get(), interpreter.pool.allocator());
        if core::ptr::eq(objects, self) { values } else { objects }
    }
    /// Has MemoryError raised, and takes a chunk of what was set aside for that.
    fn take_from_reserve(&mut self) -> *mut Chunk {
        let reserve = &token().interpreter().reserve;
        reserve::run_out(token());
        let mut kept = reserve.kept.get();
        if !kept.is_null() {
            let chunk = take_first(&mut kept);
            reserve.kept.set(kept);
            reserve.kept_count.set(reserve.kept_count.get() - 1);
            return chunk;
        }
        // SAFETY: as in `take_arena`.
        if self.add_arena(reserve.spend_on(|| unsafe { System.alloc(arena_layout()) })) {
            return self.take_empty();
        }
        // SAFETY: as in `take_from_other`; what was never used is memory of an arena.
        unsafe {
            let other = self.other();
            let chunk = (*other).unused;
            if chunk == (*other).unused_end {
                return core::ptr::null_mut();
            }
            (*other).unused = chunk.wrapping_add(CHUNK);
            chunk.cast()
        }
    }
    /// Puts away a chunk without objects.
    ///
    /// # Safety
    /// It is the allocator's and in no list.
    unsafe fn put_away(&mut self, chunk: *mut Chunk) {
        let reserve = &token().interpreter().reserve;
        // SAFETY: the chunk is in no list (caller).
        unsafe {
            if reserve.is_spent() && reserve.kept_count.get() < ARENA / CHUNK {
                (*chunk).next = reserve.kept.replace(chunk);
                reserve.kept_count.set(reserve.kept_count.get() + 1);
            } else {
                (*chunk).next = self.empty;
                self.empty = chunk;
            }
        }
    }
}

/// The first of a list of chunks linked by `next`, taken out of it; null when it is empty.
fn take_first(list: &mut *mut Chunk) -> *mut Chunk {
    let chunk = *list;
    if !chunk.is_null() {
        // SAFETY: chunks in lists are the allocator's.
        *list = unsafe { (*chunk).next };
    }
    chunk
}

/// Where blocks begin in a mixed chunk.
fn block_starts(chunk: *mut Chunk) -> *mut BlockStarts {
    chunk.wrapping_add(1).cast()
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
        let size = block_size((*chunk).class_index as usize);
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
fn refill(allocator: &mut Allocator, class_index: usize) -> *mut u8 {
    // SAFETY: listed chunks are in use; an empty one may serve any class.
    unsafe {
        let chunk = loop {
            let chunk = allocator.listed[class_index];
            if chunk == NO_CHUNK.as_pointer() {
                let block = allocator.take_mixed(class_index);
                if !block.is_null() {
                    return block;
                }
                let chunk = allocator.take_empty();
                if chunk.is_null() {
                    return core::ptr::null_mut();
                }
                (&raw mut (*chunk).free).write(core::ptr::null_mut());
                (&raw mut (*chunk).live).write(0);
                (&raw mut (*chunk).fresh).write(chunk.cast::<u8>().add(allocator.first_block as usize));
                (&raw mut (*chunk).class_index).write(class_index as u32);
                (&raw mut (*chunk).first_block).write(allocator.first_block);
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

/// Whether little memory for objects is left, and no more can be had.
pub(crate) fn is_low(token: Token<'_>) -> bool {
    const LITTLE: usize = ARENA / CHUNK / 2;
    let reserve = &token.interpreter().reserve;
    // SAFETY: the token's holder has the allocator for itself.
    let objects = unsafe { &*token.interpreter().objects.allocator.get() };
    let unused = (objects.unused_end as usize - objects.unused as usize) / CHUNK;
    reserve.is_spent() && objects.empty.is_null() && unused + reserve.kept_count.get() < LITTLE
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

/// None for sizes that no address space holds.
fn large_layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(PREFIX)?, GRANULE).ok()
}

#[cold]
fn allocate_large(size: usize) -> Option<NonNull<Header>> {
    let layout = large_layout(size)?;
    // SAFETY: the layout has a nonzero size.
    let prefix = unsafe { alloc(layout) }.cast::<LargePrefix>();
    if prefix.is_null() {
        return None;
    }
    // SAFETY: the prefix is fresh; list nodes are alive until `free` unlinks them.
    unsafe {
        let head: *mut *mut LargePrefix = &raw mut (*objects()).large;
        (*prefix).next = *head;
        (*prefix).link = head;
        if !(*head).is_null() {
            (**head).link = &raw mut (*prefix).next;
        }
        *head = prefix;
        NonNull::new(prefix.cast::<u8>().add(PREFIX).cast())
    }
}

/// Gives memory back.
///
/// # Safety
/// `object` came from [`allocate`] with the same `size` and is no longer used.
#[inline]
pub unsafe fn free(object: *mut Header, size: usize) {
    if is_large(token(), size) {
        // SAFETY: a large object is preceded by its prefix (caller gives the right size).
        unsafe { free_large(object, size) };
        return;
    }
    // SAFETY: as in `allocate`, where it came from.
    unsafe { (*objects()).give_back(object.cast()) }
}

unsafe fn free_large(object: *mut Header, size: usize) {
    // SAFETY: the prefix stands before the object, and its neighbours in the list are alive. The size has a layout, for
    // the memory was allocated with it.
    unsafe {
        let prefix = object.cast::<u8>().sub(PREFIX).cast::<LargePrefix>();
        *(*prefix).link = (*prefix).next;
        if !(*prefix).next.is_null() {
            (*(*prefix).next).link = (*prefix).link;
        }
        let layout = large_layout(size).unwrap_unchecked();
        dealloc(prefix.cast(), layout);
    }
}

/// Every object alive, in no particular order.
pub fn live_objects(token: Token<'_>) -> Vec<*mut Header> {
    let mut found = Vec::new();
    let interpreter = token.interpreter();
    // SAFETY: the token's holder has the allocators for itself; every chunk of the arenas up to `unused` has a head. Blocks of
    // the class's size stand back to back from the first up to `fresh`, with a null type where they are free. Chunks go from
    // one allocator to the other: those with objects have their first block where objects have it.
    unsafe {
        let objects = interpreter.objects.allocator.get();
        let first_block = (*objects).first_block;
        for allocator in [objects, interpreter.pool.allocator()] {
            let mut arena = (*allocator).arena;
            let mut used = ((*allocator).unused as usize).wrapping_sub(arena as usize);
            while !arena.is_null() {
                for chunk in (0..used).step_by(CHUNK).map(|start| arena.cast::<u8>().add(start).cast::<Chunk>()) {
                    if (*chunk).live != 0 && chunk == (*objects).mixed {
                        add_mixed(chunk, &mut found);
                    }
                    if (*chunk).live == 0 || (*chunk).first_block != first_block {
                        continue;
                    }
                    let size = block_size((*chunk).class_index as usize);
                    let first = chunk.cast::<u8>().add(first_block as usize);
                    for block in 0..((*chunk).fresh as usize - first as usize) / size {
                        let object = first.add(block * size).cast::<Header>();
                        if !(*object).type_object.0.is_null() {
                            found.push(object);
                        }
                    }
                }
                arena = (*arena).previous_arena;
                used = ARENA;
            }
        }
        let mut large = (*objects).large;
        while !large.is_null() {
            found.push(large.cast::<u8>().add(PREFIX).cast());
            large = (*large).next;
        }
    }
    found
}

/// Adds the objects alive in a mixed chunk.
///
/// # Safety
/// It is a mixed chunk of objects.
unsafe fn add_mixed(chunk: *mut Chunk, found: &mut Vec<*mut Header>) {
    // SAFETY: the map says where blocks begin, each of which has an object or a null type.
    unsafe {
        for granule in 0..CHUNK / GRANULE {
            if (*block_starts(chunk))[granule / 64] >> (granule % 64) & 1 != 0 {
                let object = chunk.cast::<u8>().add(granule * GRANULE).cast::<Header>();
                if !(*object).type_object.0.is_null() {
                    found.push(object);
                }
            }
        }
    }
}
