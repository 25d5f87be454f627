//! Threads take turns: what they share is safe without a lock of its own, and each finds its own state again.
//!
//! Run under ThreadSanitizer or Miri, these tests say that hand-over orders every access; `docs/guides/runtime-state.md`
//! has the commands.

use core::sync::atomic::Ordering;
use std::alloc::{GlobalAlloc, Layout};
use std::sync::mpsc;
use std::thread;

use molt_abi::Header;

use crate::memory::ProgramAllocator;
use crate::tests::{alone, pair, pair_type, set_second};
use crate::{Lock, Owned, Token, allocator, attach, collector};

const ROUNDS: u32 = if cfg!(miri) { 10 } else { 2000 };
const THREADS: u32 = 3;
const LAYOUT: Layout = Layout::new::<[u64; 5]>();

/// One thread's work: objects in and out of a chain that all threads share, garbage, Rust memory, and state of its own.
fn take_turns(pair_type: *mut Header, number: u32) {
    let attached = attach();
    let token = attached.token();
    let shared = &token.interpreter().modules.loaded;
    let own = pair(pair_type, None, None);
    drop(token.thread().pending.replace(Some(own.clone())));
    for round in 0..ROUNDS {
        token.thread().compiled.depth.set(number * ROUNDS + round);
        // SAFETY: the layout has a size, and every block is given back with it.
        let block = unsafe { ProgramAllocator.alloc(LAYOUT) };
        let rest = if round % 8 == 7 { None } else { shared.take() };
        drop(shared.replace(Some(pair(pair_type, rest, Some(own.clone())))));
        let cycle = pair(pair_type, None, None);
        set_second(&cycle, cycle.clone());
        drop(cycle);
        match round % 4 {
            0 => token.hand_over(),
            1 => token.release(thread::yield_now),
            2 => collector::safe_point(token),
            _ => drop(shared.take()),
        }
        if round % 16 == 0 {
            collector::collect(token, round % 32 == 0);
        }
        // SAFETY: from above.
        unsafe { ProgramAllocator.dealloc(block, LAYOUT) };
        assert_eq!(token.thread().compiled.depth.get(), number * ROUNDS + round, "the depth of another thread");
        let pending = token.thread().pending.get();
        assert!(pending.is_some_and(|pending| pending.is(own.borrow())), "the exception of another thread");
    }
}

/// What crosses over to a thread of the test.
struct PairType(*mut Header);
// SAFETY: the type is used by whoever holds the token.
unsafe impl Send for PairType {}

struct SharedLock(*const Lock);
// SAFETY: the lock is used by whoever holds the token.
unsafe impl Send for SharedLock {}

fn spawn(pair_type: *mut Header, work: impl FnOnce(*mut Header) + Send + 'static) -> thread::JoinHandle<()> {
    let pair_type = PairType(pair_type);
    thread::spawn(move || {
        let PairType(pair_type) = { pair_type };
        work(pair_type);
    })
}

fn join(thread: thread::JoinHandle<()>) {
    thread.join().expect("the thread's assertions hold");
}

fn count_alive(token: Token<'_>) -> usize {
    collector::collect(token, true);
    allocator::live_objects(token).len()
}

#[test]
fn threads_share_objects_in_turns_and_keep_their_own_state() {
    let main = alone();
    let token = main.attached.token();
    let (pair_type, before) = (pair_type(), count_alive(token));
    let threads: Vec<_> =
        (1..=THREADS).map(|number| spawn(pair_type, move |pair_type| take_turns(pair_type, number))).collect();
    token.release(|| threads.into_iter().for_each(join));
    drop(token.interpreter().modules.loaded.take());
    assert_eq!(count_alive(token), before, "objects are left");
}

#[test]
fn a_thread_that_waits_is_let_in_at_a_safe_point() {
    let main = alone();
    let token = main.attached.token();
    let pair_type = pair_type();
    let other = spawn(pair_type, |pair_type| {
        let attached = attach();
        let shared = &attached.token().interpreter().modules.loaded;
        drop(shared.replace(Some(pair(pair_type, None, None))));
    });
    let limit = &token.thread().compiled.depth_limit;
    while !token.interpreter().modules.loaded.is_some() {
        // As compiled code does at every entry of a function or a loop.
        if limit.load(Ordering::Relaxed) == 0 {
            collector::safe_point(token);
        }
        core::hint::spin_loop();
    }
    assert_eq!(limit.load(Ordering::Relaxed), collector::recursion_limit(token), "the request was granted");
    drop(token.interpreter().modules.loaded.take());
    token.release(|| join(other));
}

#[test]
fn a_thread_that_blocks_keeps_nobody_waiting() {
    let main = alone();
    let token = main.attached.token();
    let pair_type = pair_type();
    let (answer, question) = mpsc::channel();
    let other = spawn(pair_type, move |pair_type| {
        let attached = attach();
        drop(pair(pair_type, None, None));
        assert_eq!(attached.token().thread().compiled.depth.get(), 0, "a new thread is not inside any call");
        answer.send(42).expect("somebody listens");
    });
    token.thread().compiled.depth.set(7);
    let said = token.release(move || question.recv());
    assert_eq!(said, Ok(42));
    assert_eq!(token.thread().compiled.depth.replace(0), 7);
    token.release(|| join(other));
}

#[test]
fn a_thread_takes_its_values_along_when_it_ends() {
    let main = alone();
    let token = main.attached.token();
    let (pair_type, before) = (pair_type(), count_alive(token));
    let other = spawn(pair_type, |pair_type| {
        let attached = attach();
        let state = attached.token().thread();
        for cell in [&state.pending, &state.handled, &state.delegate_result, &state.class_attributes] {
            drop(cell.replace(Some(pair(pair_type, None, None))));
        }
        state.handled_by_callers.push(Some(pair(pair_type, None, None)));
    });
    token.release(|| join(other));
    assert_eq!(count_alive(token), before, "objects are left");
}

#[test]
fn a_token_takes_no_room_and_values_stay_in_their_thread() {
    assert_eq!(size_of::<Token<'_>>(), 0);
    /// Whether a type may go to another thread: inherent items come before those of traits.
    struct Probe<T>(core::marker::PhantomData<T>);
    trait Otherwise {
        const IS_SEND: bool = false;
    }
    impl<T> Otherwise for Probe<T> {}
    impl<T: Send> Probe<T> {
        const IS_SEND: bool = true;
    }
    const { assert!(Probe::<u32>::IS_SEND) };
    const { assert!(!Probe::<Owned>::IS_SEND && !Probe::<crate::Borrowed<'_>>::IS_SEND && !Probe::<Token<'_>>::IS_SEND) };
    const { assert!(!Probe::<&crate::ThreadState>::IS_SEND && !Probe::<&crate::Interpreter>::IS_SEND) };
}

#[test]
fn a_lock_is_kept_while_other_threads_run() {
    let main = alone();
    let token = main.attached.token();
    let lock = Lock::new();
    let held = lock.acquire(token).expect("nobody has it");
    assert!(lock.acquire(token).is_none(), "this thread has it already");
    let shared = SharedLock(&raw const lock);
    let (said, hear) = mpsc::channel();
    let other = thread::spawn(move || {
        let shared = { shared };
        let attached = attach();
        said.send("trying").expect("somebody listens");
        // SAFETY: the lock lives until this thread was joined.
        let held = unsafe { &*shared.0 }.acquire(attached.token());
        said.send("got it").expect("somebody listens");
        drop(held);
    });
    let hear = token.release(move || {
        assert_eq!(hear.recv(), Ok("trying"));
        hear
    });
    // The other thread gets the token, but not the lock.
    for _ in 0..3 {
        token.wait_for_others();
        assert_eq!(hear.try_recv(), Err(mpsc::TryRecvError::Empty));
    }
    drop(held);
    token.release(move || assert_eq!(hear.recv(), Ok("got it")));
    token.release(|| join(other));
    assert!(lock.acquire(token).is_some(), "nobody has it any more");
}
