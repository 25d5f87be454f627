//! Machine code of functions, on all processors.
//!
//! Functions are independent of each other, so each is translated and compiled by whichever thread is free. What comes out
//! is put in the order they came in, so the object does not depend on how the work was shared.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{
    ExtFuncData, ExternalName, FuncRef, Function as CraneliftFunction, GlobalValue, GlobalValueData,
    Signature as CraneliftSignature, UserExternalName,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_module::{FuncId, ModuleReloc};
use moltc_lir::{Function, Symbol, SymbolTable};

use crate::debug::DebugFunction;
use crate::error::NativeError;
use crate::translate::{FunctionTranslator, TranslationContext, translate_signature};

/// Functions below which another thread costs more than it saves.
const FUNCTIONS_PER_THREAD: usize = 8;
/// Stack of a compiling thread, in bytes.
const STACK_SIZE: usize = 16 << 20;

/// What functions are compiled with, shared by all threads. In their code, what they refer to is named by the number of its LIR
/// symbol: function symbols are in namespace 0, data symbols in 1, as `cranelift_module` has it.
pub(crate) struct FunctionContext<'a> {
    pub symbols: &'a SymbolTable,
    /// The back end for fast code.
    pub isa: &'a Arc<dyn TargetIsa>,
    /// The back end for functions that are to be small and compiled quickly.
    pub compact_isa: &'a Arc<dyn TargetIsa>,
}

impl FunctionContext<'_> {
    /// The signature of a function symbol.
    fn signature(&self, symbol: Symbol) -> Option<CraneliftSignature> {
        Some(translate_signature(self.symbols.signature(symbol)?, self.isa.default_call_conv()))
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

/// Compiles functions, and gives their code in the same order.
pub(crate) fn compile_functions(
    context: &FunctionContext<'_>,
    functions: &[Function],
) -> Result<Vec<Code>, NativeError> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let helpers = (functions.len() / FUNCTIONS_PER_THREAD).min(processors).saturating_sub(1);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(functions.len()));
    let work = || {
        let mut compiler = FunctionCompiler { context: Context::new(), translation: TranslationContext::default() };
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(function) = functions.get(index) else { break };
            let code = compiler.compile(context, function);
            done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((index, code));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..helpers {
            // Without another thread this one does all of the work.
            if std::thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, work).is_err() {
                break;
            }
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, code)| code).collect()
}

/// Memory that is reused from function to function.
struct FunctionCompiler {
    context: Context,
    translation: TranslationContext,
}

impl FunctionCompiler {
    fn compile(&mut self, shared: &FunctionContext<'_>, function: &Function) -> Result<Code, NativeError> {
        let symbol = function.symbol;
        let name = &shared.symbols.get(symbol).name;
        let signature =
            shared.signature(symbol).ok_or_else(|| NativeError::new(name, "a function is declared as data"))?;
        let context = &mut self.context;
        context.func.signature = signature;
        FunctionTranslator::new(shared, function, &mut context.func, &mut self.translation).translate();
        let isa = if function.is_compact { shared.compact_isa } else { shared.isa };
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
