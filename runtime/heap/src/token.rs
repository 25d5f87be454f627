//! The token: the right to run Python code and to touch what the runtime shares. One thread holds it at a time.
//!
//! Terms:
//! - *attached*: a thread between [`attach`] and the end of what that gives; it holds the token unless it waits.
//! - *released*: the token of an attached thread while [`Token::release`] runs something that may block.
//! - *hand-over*: another thread gets the token. The state of the thread that gave it up is put aside and comes back with
//!   the token, so the two owners of state are always the same two blocks: [`Interpreter`] and [`ThreadState`].
//!
//! Invariant: everything in the runtime runs in attached threads, with the token, except what is given to
//! [`Token::release`]. The types keep values, and references to state, out of that: none of them is `Send`. They do not keep
//! it from making new values; builds with debug assertions find that, since every [`Token`] asks there.

use core::cell::{Cell, UnsafeCell};
use core::marker::PhantomData;
use core::mem::MaybeUninit;
use core::sync::atomic::{AtomicU32, Ordering};
use core::time::Duration;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use molt_abi::layout::InterpreterState;

use crate::memory::FreedElsewhere;
use crate::{Caches, Interpreter, ThreadState};

/// How long a thread waits for the token before it asks for it (`sys.getswitchinterval()`).
const SWITCH_INTERVAL: Duration = Duration::from_millis(5);

/// Everything that all threads share: the exported `molt_interpreter`.
#[repr(C)]
struct InterpreterBlock {
    /// What compiled code reads.
    compiled: InterpreterState,
    owner: Owner,
    freed_elsewhere: FreedElsewhere,
    /// Written by [`start`] rather than by the linker: zeroed memory takes no room in the program file.
    rest: UnsafeCell<MaybeUninit<Interpreter>>,
    /// Behind the rest, with the large tables at the end: what every program uses is in the same pages.
    caches: Caches,
}

// SAFETY: `owner` and `freed_elsewhere` are made for all threads; everything else is reached through a token, which one thread has.
unsafe impl Sync for InterpreterBlock {}

#[unsafe(export_name = "molt_interpreter")]
static INTERPRETER: InterpreterBlock = InterpreterBlock {
    compiled: InterpreterState::new(),
    owner: Owner::new(),
    freed_elsewhere: FreedElsewhere::new(),
    rest: UnsafeCell::new(MaybeUninit::zeroed()),
    caches: Caches::new(),
};

/// The exported `molt_thread_state`: the state of the thread that holds the token.
#[repr(transparent)]
struct ThreadBlock(UnsafeCell<ThreadState>);

// SAFETY: reached through a token, which one thread has, but for the atomic limit.
unsafe impl Sync for ThreadBlock {}

#[unsafe(export_name = "molt_thread_state")]
static THREAD: ThreadBlock = ThreadBlock(UnsafeCell::new(ThreadState::new()));

thread_local! {
    /// Whether this thread holds the token. The one thing that a thread has to itself: memory asks it.
    static IS_HELD: Cell<bool> = const { Cell::new(false) };
}

/// Whether the calling thread holds the token.
#[inline(always)]
pub fn is_held() -> bool {
    IS_HELD.get()
}

/// Blocks of the pool that threads without the token have freed.
#[inline(always)]
pub(crate) fn freed_elsewhere() -> &'static FreedElsewhere {
    &INTERPRETER.freed_elsewhere
}

/// Proof that the calling thread holds the token for `'t`. Takes no room.
#[derive(Clone, Copy)]
pub struct Token<'t>(PhantomData<(&'t (), *mut ())>);

impl<'t> Token<'t> {
    /// The token of the calling thread, where nothing at hand proves it.
    ///
    /// # Safety
    /// The calling thread holds the token for `'t`. Every thread that runs runtime code does, see the module.
    #[inline(always)]
    pub unsafe fn assume() -> Token<'t> {
        debug_assert!(is_held(), "runtime code in a thread without the token");
        Token(PhantomData)
    }
    /// What all threads share.
    #[inline(always)]
    pub fn interpreter(self) -> &'t Interpreter {
        // SAFETY: whoever has a token got it after `start`. References are shared, to memory that changes through cells.
        unsafe { (*INTERPRETER.rest.get()).assume_init_ref() }
    }
    /// What all threads share and may lose.
    #[inline(always)]
    pub fn caches(self) -> &'t Caches {
        &INTERPRETER.caches
    }
    /// What compiled code reads of the interpreter.
    #[inline(always)]
    pub fn compiled(self) -> &'t InterpreterState {
        &INTERPRETER.compiled
    }
    /// What the calling thread has for itself.
    #[inline(always)]
    pub fn thread(self) -> &'t ThreadState {
        // SAFETY: the block belongs to the holder of the token. It changes through cells, also when it is put aside.
        unsafe { &*THREAD.0.get() }
    }
    /// Runs something that may block while other threads run. It must not touch values, and cannot be given any.
    pub fn release<R: Send>(self, action: impl FnOnce() -> R + Send) -> R {
        let aside = PutAside(Some(INTERPRETER.owner.give_up()));
        let result = action();
        drop(aside);
        result
    }
    /// Lets a thread that waits for the token have it. To be called at safe points.
    pub fn hand_over(self) {
        if INTERPRETER.owner.waiting.load(Ordering::Relaxed) > 0 {
            self.wait_for_others();
        }
    }
    /// Waits until another thread has had the token. There must be one that will want it.
    pub fn wait_for_others(self) {
        drop(PutAside(Some(INTERPRETER.owner.pass_on())));
    }
}

/// The state of an attached thread that does not hold the token. Dropped, it takes the token back.
struct PutAside(Option<ThreadState>);

impl Drop for PutAside {
    fn drop(&mut self) {
        if let Some(state) = self.0.take() {
            INTERPRETER.owner.take(state);
        }
    }
}

/// A thread that is attached, until this is dropped.
#[must_use = "the thread is attached until this is dropped"]
pub struct Attached(PhantomData<*mut ()>);

impl Attached {
    /// The token.
    pub fn token(&self) -> Token<'_> {
        // SAFETY: the thread is attached and runs.
        unsafe { Token::assume() }
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        // Values die with the token.
        self.token().thread().clear();
        drop(INTERPRETER.owner.give_up());
    }
}

/// Makes the state of the interpreter. To be called once, before the first thread is attached.
pub fn start() {
    let mut turn = INTERPRETER.owner.lock();
    assert!(!turn.is_started, "the interpreter has its state already");
    // SAFETY: nobody has a token before this, and so no access.
    unsafe { (*INTERPRETER.rest.get()).write(Interpreter::new()) };
    INTERPRETER.compiled.builtins_version.set(1);
    turn.is_started = true;
}

/// Attaches the calling thread: waits until it holds the token.
pub fn attach() -> Attached {
    assert!(!is_held(), "the thread is attached already");
    INTERPRETER.owner.take(ThreadState::new());
    let attached = Attached(PhantomData);
    let (count, number) = (&attached.token().interpreter().attached, &attached.token().thread().number);
    count.set(count.get() + 1);
    number.set(count.get());
    attached
}

/// Who holds the token. Whatever the last holder wrote happens before what the next one reads, by the lock.
struct Owner {
    turn: Mutex<Turn>,
    /// The token was taken or given up.
    changed: Condvar,
    /// Threads that wait for the token.
    waiting: AtomicU32,
}

struct Turn {
    is_started: bool,
    is_taken: bool,
    /// How often the token was taken.
    count: u64,
    /// Threads that sleep until something changes.
    watching: u32,
}

impl Owner {
    const fn new() -> Owner {
        let turn = Turn { is_started: false, is_taken: false, count: 0, watching: 0 };
        Owner { turn: Mutex::new(turn), changed: Condvar::new(), waiting: AtomicU32::new(0) }
    }
    fn lock(&self) -> MutexGuard<'_, Turn> {
        // Nothing panics while it is locked.
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Waits for the token and makes `state` the state of the thread that runs.
    fn take(&self, state: ThreadState) {
        let mut turn = self.lock();
        assert!(turn.is_started, "no thread can be attached before the start");
        self.waiting.fetch_add(1, Ordering::Relaxed);
        turn.watching += 1;
        while turn.is_taken {
            let before = turn.count;
            let (again, waited) =
                self.changed.wait_timeout(turn, SWITCH_INTERVAL).unwrap_or_else(PoisonError::into_inner);
            turn = again;
            if waited.timed_out() && turn.is_taken && turn.count == before {
                ask_for_safe_point();
            }
        }
        turn.watching -= 1;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        turn.is_taken = true;
        turn.count += 1;
        let vacant = exchange_thread_state(&turn, state);
        IS_HELD.set(true);
        self.tell(&turn);
        drop(turn);
        drop(vacant);
        // SAFETY: this thread holds the token now.
        crate::collector::set_depth_limit(unsafe { Token::assume() });
    }
    /// Gives the token up, with the state of the thread.
    fn give_up(&self) -> ThreadState {
        self.give_up_locked().0
    }
    fn give_up_locked(&self) -> (ThreadState, MutexGuard<'_, Turn>) {
        let mut turn = self.lock();
        turn.is_taken = false;
        let state = exchange_thread_state(&turn, ThreadState::new());
        IS_HELD.set(false);
        self.tell(&turn);
        (state, turn)
    }
    /// Wakes who sleeps until something changes.
    fn tell(&self, turn: &MutexGuard<'_, Turn>) {
        // Asking the system is not free, and most programs have one thread.
        if turn.watching > 0 {
            self.changed.notify_all();
        }
    }
    /// Gives the token up and returns when another thread has taken it.
    fn pass_on(&self) -> ThreadState {
        let (state, mut turn) = self.give_up_locked();
        let before = turn.count;
        turn.watching += 1;
        while turn.count == before {
            turn = self.changed.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        turn.watching -= 1;
        state
    }
}

/// Puts another state into the block. Locked, so that nobody asks for a safe point meanwhile.
fn exchange_thread_state(_turn: &MutexGuard<'_, Turn>, state: ThreadState) -> ThreadState {
    // SAFETY: the block belongs to the holder of the token, which is the caller. It consists of cells, so that references
    // to it expect it to change at any time.
    unsafe { THREAD.0.get().replace(state) }
}

/// Sends the holder of the token to its next safe point. Called with the lock.
fn ask_for_safe_point() {
    // SAFETY: only the atomic is reached, which every thread may use; the block is not exchanged under the lock.
    let limit = unsafe { &(*THREAD.0.get()).compiled.depth_limit };
    limit.store(0, Ordering::Relaxed);
}
