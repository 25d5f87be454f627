//! Machine code of a module's functions, on all processors.
//!
//! Functions are independent of each other, so each is translated and compiled by whichever thread is free. What comes out
//! is put in the order of the module, so the object does not depend on how the work was shared.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::{
    ExtFuncData, ExternalName, FuncRef, Function as CraneliftFunction, GlobalValue, GlobalValueData, UserExternalName,
};
use cranelift_codegen::isa::TargetIsa;
use cranelift_module::{DataId, FuncId, ModuleDeclarations, ModuleReloc};
use moltc_lir::{Function, Module};

use crate::debug::DebugFunction;
use crate::error::NativeError;
use crate::object::ObjectSymbol;
use crate::translate::{FunctionTranslator, TranslationContext};

/// Functions below which another thread costs more than it saves.
const FUNCTIONS_PER_THREAD: usize = 8;
/// Stack of a compiling thread, in bytes.
const STACK_SIZE: usize = 16 << 20;

/// What functions refer to, shared by all threads.
pub(crate) struct Declarations<'a> {
    pub module: &'a Module,
    pub declarations: &'a ModuleDeclarations,
    pub symbols: &'a [ObjectSymbol],
    /// The back end for fast code.
    pub isa: &'a Arc<dyn TargetIsa>,
    /// The back end for functions that are to be small and compiled quickly.
    pub compact_isa: &'a Arc<dyn TargetIsa>,
}

impl Declarations<'_> {
    /// Another function in a function. All symbols are near each other.
    pub fn function_reference(&self, id: FuncId, user: &mut CraneliftFunction) -> FuncRef {
        let signature = user.import_signature(self.declarations.get_function_decl(id).signature.clone());
        let name = UserExternalName { namespace: 0, index: id.as_u32() };
        let name = ExternalName::user(user.declare_imported_user_function(name));
        user.import_function(ExtFuncData { name, signature, colocated: true, patchable: false })
    }

    /// The address of data plus a constant in a function.
    pub fn data_reference(&self, id: DataId, addend: i64, user: &mut CraneliftFunction) -> GlobalValue {
        let name = UserExternalName { namespace: 1, index: id.as_u32() };
        let name = ExternalName::user(user.declare_imported_user_function(name));
        user.create_global_value(GlobalValueData::Symbol { name, offset: addend.into(), colocated: true, tls: false })
    }
}

/// One compiled function.
pub(crate) struct Code {
    pub id: FuncId,
    pub alignment: u64,
    pub bytes: Vec<u8>,
    pub relocations: Vec<ModuleReloc>,
    pub debug: DebugFunction,
}

/// Compiles every function of the module, in the order of the module.
pub(crate) fn compile_functions(declarations: &Declarations) -> Result<Vec<Code>, NativeError> {
    let functions = &declarations.module.functions;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let helpers = (functions.len() / FUNCTIONS_PER_THREAD).min(processors).saturating_sub(1);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(functions.len()));
    let work = || {
        let mut compiler = FunctionCompiler { context: Context::new(), translation: TranslationContext::default() };
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(function) = functions.get(index) else { break };
            let code = compiler.compile(declarations, function);
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
    fn compile(&mut self, declarations: &Declarations, function: &Function) -> Result<Code, NativeError> {
        let name = &declarations.module.symbols.get(function.symbol).name;
        let ObjectSymbol::Function(id) = declarations.symbols[function.symbol.index()] else {
            return Err(NativeError::new(name, "a function is declared as data"));
        };
        let context = &mut self.context;
        context.func.signature = declarations.declarations.get_function_decl(id).signature.clone();
        FunctionTranslator::new(declarations, function, &mut context.func, &mut self.translation).translate();
        let isa = if function.is_compact { declarations.compact_isa } else { declarations.isa };
        let compiled = context.compile(&**isa, &mut ControlPlane::default());
        let compiled = compiled.map_err(|error| NativeError::new(name, format!("{:?}", error.inner)))?;
        let buffer = &compiled.buffer;
        let (alignment, bytes) = (u64::from(buffer.alignment), buffer.data().to_vec());
        let unwinding = compiled.create_unwind_info(&**isa).map_err(|error| NativeError::new(name, error))?;
        let debug = DebugFunction::new(id, name, buffer.total_size(), buffer.get_srclocs_sorted(), unwinding);
        let relocations = buffer.relocs().to_vec();
        let relocations =
            relocations.iter().map(|found| ModuleReloc::from_mach_reloc(found, &context.func, id)).collect();
        context.clear();
        Ok(Code { id, alignment, bytes, relocations, debug })
    }
}
