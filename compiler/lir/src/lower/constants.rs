//! Values that are constants, where lowering has a use for the constant itself.

use moltc_ir::{Constant, Function, Module, Op};

/// The numbers of values that are constant inline ints.
pub(super) fn int_constants(module: &Module, function: &Function) -> Vec<Option<i64>> {
    let mut constants = vec![None; function.values.len()];
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (Op::Constant, Some(result)) = (instruction.op, instruction.result)
                && let Constant::Int(value) = module.constants.get(instruction.constant())
                && molt_abi::Value::from_small_int(*value).is_some()
            {
                constants[result.index()] = Some(*value);
            }
        }
    }
    constants
}

/// The code points of values that are constant strs of one code point below 256.
pub(super) fn character_constants(module: &Module, function: &Function) -> Vec<Option<u8>> {
    let mut constants = vec![None; function.values.len()];
    for &block in &function.layout {
        for instruction in &function.block(block).instructions {
            if let (Op::Constant, Some(result)) = (instruction.op, instruction.result)
                && let Constant::Str(text) = module.constants.get(instruction.constant())
            {
                let mut code_points = text.code_points();
                if let (Some(only), None) = (code_points.next(), code_points.next()) {
                    constants[result.index()] = u8::try_from(only).ok();
                }
            }
        }
    }
    constants
}
