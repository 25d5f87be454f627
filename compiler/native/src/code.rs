//! Machine code of functions, on all processors, while more functions are being made.
//!
//! Functions are independent of each other, so each is translated and compiled by whichever thread is free: the thread that
//! makes them has the first choice of what to do, and compiles when enough are waiting. What comes out is put in the order
//! they came in, so the object does not depend on how the work was shared.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{
    ExtFuncData, ExternalName, FuncRef, Function as CraneliftFunction, GlobalValue, GlobalValueData,
    Signature as CraneliftSignature, UserExternalName,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_module::{FuncId, ModuleReloc};
use moltc_lir::{Function, Symbol, Symbols};

use crate::debug::DebugFunction;
use crate::error::NativeError;
use crate::translate::{FunctionTranslator, TranslationContext, translate_signature};

/// Functions below which another thread costs more than it saves.
const FUNCTIONS_PER_THREAD: usize = 8;
/// Stack of a compiling thread, in bytes.
const STACK_SIZE: usize = 16 << 20;

/// LIR values of waiting functions from which on no more are made: enough to keep all processors busy.
const WAITING_VALUES: usize = 1 << 16;

/// Functions to compile, with the symbols they refer to.
#[derive(Debug, Default)]
pub struct Part {
    /// The symbols; their numbers are the same in all parts.
    pub symbols: Symbols,
    /// The functions.
    pub functions: Vec<Function>,
}

/// What functions are compiled with, shared by all threads.
pub(crate) struct BackEnds {
    /// The back end for fast code.
    pub isa: Arc<dyn TargetIsa>,
    /// The back end for functions that are to be small and compiled quickly.
    pub compact_isa: Arc<dyn TargetIsa>,
}

/// What a function is compiled with. In its code, what it refers to is named by the number of its LIR symbol: function symbols
/// are in namespace 0, data symbols in 1, as `cranelift_module` has it.
pub(crate) struct FunctionContext<'a> {
    pub symbols: &'a Symbols,
    pub back_ends: &'a BackEnds,
}

impl FunctionContext<'_> {
    /// The signature of a function symbol.
    fn signature(&self, symbol: Symbol) -> Option<CraneliftSignature> {
        Some(translate_signature(self.symbols.signature(symbol)?, self.back_ends.isa.default_call_conv()))
    }

    /// Another function in a function. All symbols are near each other.
    pub fn function_reference(&self, symbol: Symbol, user: &mut CraneliftFunction) -> FuncRef {
        let signature = self.signature(symbol).expect("verified LIR: only functions are called");
        let signature = user.import_signature(signature);
        let name = UserExternalName { namespace: 0, index: symbol.0 };
        let name = ExternalName::user(user.declare_imported_user_function(name));
        user.import_function(ExtFuncData { name, signature, colocated: true, patchable: false })
    }

    /// The address of data plus a constant in a function.
    pub fn data_reference(&self, symbol: Symbol, addend: i64, user: &mut CraneliftFunction) -> GlobalValue {
        let name = UserExternalName { namespace: 1, index: symbol.0 };
        let name = ExternalName::user(user.declare_imported_user_function(name));
        user.create_global_value(GlobalValueData::Symbol { name, offset: addend.into(), colocated: true, tls: false })
    }
}

/// One compiled function.
pub(crate) struct Code {
    pub symbol: Symbol,
    pub alignment: u64,
    pub bytes: Vec<u8>,
    /// With the numbers of LIR symbols.
    pub relocations: Vec<ModuleReloc>,
    pub debug: DebugFunction,
}

/// A function that waits for a thread.
struct Job {
    index: usize,
    function: Function,
    symbols: Arc<Symbols>,
}

/// What the threads share.
#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    /// The values of all jobs together.
    values: usize,
    /// No more jobs will come.
    complete: bool,
    done: Vec<(usize, Result<Code, NativeError>)>,
}

impl Queue {
    fn take(&mut self) -> Option<Job> {
        let job = self.jobs.pop_front()?;
        self.values -= job.function.values.len();
        Some(job)
    }
}

/// Compiles all functions that `next` gives until it gives none, and gives their code in the same order. `next` runs on the
/// thread of the caller, while others compile what it gave before.
pub(crate) fn compile_functions(
    back_ends: &BackEnds,
    mut next: impl FnMut() -> Option<Part>,
) -> Result<Vec<Code>, NativeError> {
    let (queue, changed) = (Mutex::new(Queue::default()), Condvar::new());
    let lock = || -> MutexGuard<'_, Queue> { queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) };
    let compile = |compiler: &mut FunctionCompiler, job: Job| {
        let code = compiler.compile(&FunctionContext { symbols: &job.symbols, back_ends }, &job.function);
        lock().done.push((job.index, code));
    };
    let help = || {
        let mut compiler = FunctionCompiler::new();
        let mut queue = lock();
        loop {
            if let Some(job) = queue.take() {
                drop(queue);
                compile(&mut compiler, job);
                queue = lock();
            } else if queue.complete {
                break;
            } else {
                queue = changed.wait(queue).unwrap_or_else(|poisoned| poisoned.into_inner());
            }
        }
    };
    let mut free_processors = std::thread::available_parallelism().map_or(1, usize::from) - 1;
    std::thread::scope(|scope| {
        // Whatever happens here, the others must not wait for more.
        let _complete = OnDrop(|| {
            lock().complete = true;
            changed.notify_all();
        });
        let mut compiler = FunctionCompiler::new();
        let (mut count, mut helpers, mut more) = (0, 0, true);
        loop {
            let mut queue = lock();
            if more && queue.values < WAITING_VALUES {
                drop(queue);
                let Some(part) = next() else {
                    more = false;
                    continue;
                };
                let symbols = Arc::new(part.symbols);
                let mut queue = lock();
                for function in part.functions {
                    queue.values += function.values.len();
                    queue.jobs.push_back(Job { index: count, function, symbols: symbols.clone() });
                    count += 1;
                }
                let waiting = queue.jobs.len();
                drop(queue);
                changed.notify_all();
                while free_processors > 0 && waiting >= FUNCTIONS_PER_THREAD * (helpers + 2) {
                    // Without another thread this one does all of the work.
                    match std::thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, help) {
                        Ok(_) => (helpers, free_processors) = (helpers + 1, free_processors - 1),
                        Err(_) => free_processors = 0,
                    }
                }
                continue;
            }
            let Some(job) = queue.take() else { break };
            drop(queue);
            compile(&mut compiler, job);
        }
    });
    let mut done = queue.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()).done;
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, code)| code).collect()
}

/// Does something when it is dropped.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Memory that is reused from function to function.
struct FunctionCompiler {
    context: Context,
    translation: TranslationContext,
}

impl FunctionCompiler {
    fn new() -> Self {
        Self { context: Context::new(), translation: TranslationContext::default() }
    }

    fn compile(&mut self, shared: &FunctionContext<'_>, function: &Function) -> Result<Code, NativeError> {
        let symbol = function.symbol;
        let name = &shared.symbols.get(symbol).name;
        let signature =
            shared.signature(symbol).ok_or_else(|| NativeError::new(name, "a function is declared as data"))?;
        let context = &mut self.context;
        context.func.signature = signature;
        FunctionTranslator::new(shared, function, &mut context.func, &mut self.translation).translate();
        let back_ends = shared.back_ends;
        let isa = if function.is_compact { &back_ends.compact_isa } else { &back_ends.isa };
        let compiled = context.compile(&**isa, &mut ControlPlane::default());
        let compiled = compiled.map_err(|error| NativeError::new(name, format!("{:?}", error.inner)))?;
        let buffer = &compiled.buffer;
        let (alignment, bytes) = (u64::from(buffer.alignment), buffer.data().to_vec());
        let unwinding = compiled.create_unwind_info(&**isa).map_err(|error| NativeError::new(name, error))?;
        let debug = DebugFunction::new(name, buffer.total_size(), buffer.get_srclocs_sorted(), unwinding);
        let relocations = buffer.relocs().to_vec();
        let own = FuncId::from_u32(symbol.0);
        let relocations =
            relocations.iter().map(|found| ModuleReloc::from_mach_reloc(found, &context.func, own)).collect();
        context.clear();
        Ok(Code { symbol, alignment, bytes, relocations, debug })
    }
}
