//! Reference counts, inline: one addition for a pointer, nothing for anything else.

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::offset;
use molt_abi::value::POINTER_SHIFT;

use moltc_ir::Kind;

use super::function::{FunctionLowering, signature};
use crate::builder::FunctionBuilder;
use crate::entities::{Block, Value};
use crate::function::Function;
use crate::module::{Linkage, SymbolKind, SymbolTable};
use crate::operators::{BinaryOperator, IntCondition, LoadKind, StoreKind};
use crate::types::{ParameterType, Signature};

/// Name of the function that releases out of line.
const RELEASE: &str = "release";

fn release_kind() -> SymbolKind {
    SymbolKind::Function(Signature::new(&[ParameterType::I64], None))
}

/// The function that releases out of line, if the module uses it. Clean-up after errors is most of a module's releases.
pub(super) fn release_function(symbols: &mut SymbolTable) -> Option<Function> {
    let symbol = symbols.find(RELEASE)?;
    let mut builder = FunctionBuilder::new(symbols, symbol);
    let value = builder.parameter(Block(0), 0);
    release(&mut builder, value, Kind::ANY);
    builder.return_value(None);
    Some(builder.finish())
}

impl FunctionLowering<'_> {
    /// One more reference to a value.
    pub fn retain(&mut self, value: Value, kind: Kind) {
        retain(&mut self.builder, value, kind);
    }

    /// One reference less; frees the object when it was the last. Out of line where size matters more than time.
    pub fn release(&mut self, value: Value, kind: Kind) {
        if kind.is_uncounted() {
            return;
        }
        if self.is_compact || self.builder.current().is_some_and(|current| self.builder.is_cold(current)) {
            let helper = self.builder.symbols().declare(RELEASE, release_kind(), Linkage::Local);
            self.builder.call(helper, &[value]);
        } else {
            release(&mut self.builder, value, kind);
        }
    }
}

/// Whether a value that is not ERROR is a pointer.
pub(super) fn is_pointer(builder: &mut FunctionBuilder, value: Value) -> Value {
    builder.int_compare_constant(IntCondition::UnsignedLess, value, 1 << POINTER_SHIFT)
}

/// Goes on only for pointers; gives the block where both ways meet again.
fn begin_pointer_only(builder: &mut FunctionBuilder, value: Value, kind: Kind) -> Block {
    let is_cold = builder.current().is_some_and(|current| builder.is_cold(current));
    let after = builder.create_block(&[]);
    if is_cold {
        builder.set_cold(after);
    }
    if !kind.is_pointer() {
        let counted = builder.create_block(&[]);
        if is_cold {
            builder.set_cold(counted);
        }
        let is_pointer = is_pointer(builder, value);
        builder.branch(is_pointer, counted, after);
        builder.switch_to(counted);
    }
    after
}

/// One more reference to a value.
pub(super) fn retain(builder: &mut FunctionBuilder, value: Value, kind: Kind) {
    if kind.is_uncounted() {
        return;
    }
    let after = begin_pointer_only(builder, value, kind);
    let count = builder.load(LoadKind::I32, value, offset::HEADER_REFERENCE_COUNT);
    let count = builder.binary_constant(BinaryOperator::Add, count, 1);
    builder.store(StoreKind::I32, count, value, offset::HEADER_REFERENCE_COUNT);
    builder.jump(after, &[]);
    builder.switch_to(after);
}

/// One reference less, inline.
fn release(builder: &mut FunctionBuilder, value: Value, kind: Kind) {
    if kind.is_uncounted() {
        return;
    }
    let after = begin_pointer_only(builder, value, kind);
    let count = builder.load(LoadKind::I32, value, offset::HEADER_REFERENCE_COUNT);
    let count = builder.binary_constant(BinaryOperator::Add, count, -1);
    builder.store(StoreKind::I32, count, value, offset::HEADER_REFERENCE_COUNT);
    let last = builder.create_cold_block(&[]);
    let is_last = builder.int_compare_constant(IntCondition::Equal, count, 0);
    builder.branch(is_last, last, after);
    builder.switch_to(last);
    let intrinsic = Intrinsic::deallocate;
    let deallocate = builder.symbols().import_function(intrinsic.symbol(), signature(intrinsic));
    builder.call(deallocate, &[value]);
    builder.jump(after, &[]);
    builder.switch_to(after);
}
