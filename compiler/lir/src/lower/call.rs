//! Calls.

use molt_abi::intrinsics::Intrinsic;
use moltc_ir::{Constant, ConstantId, Instruction};

use super::function::FunctionLowering;
use crate::entities::Value;

impl FunctionLowering<'_> {
    pub(super) fn lower_call(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let (callee, arguments) = (operands[0], &operands[1..]);
        let count = self.builder.int32(arguments.len() as i32);
        let array = self.argument_array(arguments);
        let result = self.call_value(Intrinsic::call, &[callee, array, count]);
        self.define(instruction, result);
    }

    /// The names of keyword arguments, and how many of `total` arguments are positional.
    fn keyword_names(&mut self, names: ConstantId, total: usize) -> Result<(Value, Value), String> {
        let Constant::Tuple(items) = self.module.constants.get(names) else {
            return Err("keyword names are not a tuple".into());
        };
        let positional = total.checked_sub(items.len()).ok_or("more keyword names than arguments")?;
        Ok((self.constant(names)?, self.builder.int32(positional as i32)))
    }

    pub(super) fn lower_call_keywords(&mut self, instruction: &Instruction) -> Result<(), String> {
        let operands = self.all(&instruction.operands);
        let (callee, arguments) = (operands[0], &operands[1..]);
        let (names, positional) = self.keyword_names(instruction.constant(), arguments.len())?;
        let array = self.argument_array(arguments);
        let result = self.call_value(Intrinsic::call_keywords, &[callee, array, positional, names]);
        self.define(instruction, result);
        Ok(())
    }

    pub(super) fn lower_call_method(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let cache = self.statics.attribute_cache();
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let count = self.builder.int32(operands.len() as i32);
        let array = self.argument_array(&operands);
        let result = self.call_value(Intrinsic::call_method, &[name, array, count, cache]);
        self.define(instruction, result);
    }

    pub(super) fn lower_call_method_keywords(&mut self, instruction: &Instruction) -> Result<(), String> {
        let operands = self.all(&instruction.operands);
        let (names, positional) = self.keyword_names(instruction.constant(), operands.len())?;
        let cache = self.statics.attribute_cache();
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let array = self.argument_array(&operands);
        let arguments = [name, array, positional, names, cache];
        let result = self.call_value(Intrinsic::call_method_keywords, &arguments);
        self.define(instruction, result);
        Ok(())
    }

    pub(super) fn lower_call_spread(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::call_spread, &operands);
        self.define(instruction, result);
    }
}
