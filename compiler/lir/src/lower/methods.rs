//! Method calls in two steps, for arguments whose evaluation can be observed: the method is found first (`method_get`),
//! then the arguments are evaluated, then what was found is called (`call_found`).

use molt_abi::CoreType;
use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::cache_offset;
use moltc_ir::{Instruction, Kind};

use super::function::FunctionLowering;
use crate::operators::{IntCondition, LoadKind, UnaryOperator};
use crate::types::Type;

impl FunctionLowering<'_> {
    /// The cached method of the type seen last, of a class or of a built-in type; else the runtime looks.
    pub(super) fn lower_method_get(&mut self, instruction: &Instruction) {
        let operand = instruction.operands[0];
        let (receiver, kind) = (self.value(operand), self.kind(operand));
        let cache = self.statics.attribute_cache();
        let done = self.builder.create_block(&[Type::I64, Type::Flag]);
        self.inherit_cold(done);
        if !self.is_compact && kind.may_be(Kind::POINTER) {
            let mut paths = self.open_paths(Type::I64);
            let slow = self.slow(&mut paths);
            let cache = self.static_address(cache);
            self.require_pointer(receiver, kind, slow);
            self.require_cached_type(&mut paths, receiver, cache);
            self.require_no_dict(&mut paths, receiver, cache);
            let function = self.builder.load(LoadKind::I64, cache, cache_offset::VALUE);
            self.retain(function, Kind::BOUND);
            let bound = self.builder.flag(false);
            self.builder.jump(done, &[function, bound]);
            self.take_slow(&paths);
        }
        let area = match self.bound_area {
            Some(area) => area,
            None => *self.bound_area.insert(self.builder.create_slot(4)),
        };
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let area = self.builder.slot_address(area, 0);
        let result = self.call_value(Intrinsic::method_get, &[receiver, name, cache, area]);
        let bound = self.builder.load(LoadKind::I32, area, 0);
        let bound = self.builder.int_compare_constant(IntCondition::NotEqual, bound, 0);
        self.builder.jump(done, &[result, bound]);
        self.builder.switch_to(done);
        let (result, bound) = (self.builder.parameter(done, 0), self.builder.parameter(done, 1));
        if let Some(found) = instruction.result {
            self.found_bound.insert(found, bound);
        }
        self.define(instruction, result);
    }

    pub(super) fn lower_method_is_bound(&mut self, instruction: &Instruction) -> Result<(), String> {
        let bound = self.found_bound.get(&instruction.operands[0]);
        let bound = *bound.ok_or("`method_is_bound` of what is not the result of a `method_get`")?;
        self.define(instruction, bound);
        Ok(())
    }

    /// Methods of classes are entered directly, everything else through the runtime.
    pub(super) fn lower_call_found(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let (callee, bound, arguments) = (operands[0], operands[1], &operands[2..]);
        let mut paths = self.open_paths(Type::I64);
        if !self.is_compact {
            let slow = self.slow(&mut paths);
            // Methods of built-in types are called as often as those of classes.
            self.builder.set_hot(slow);
            let found = self.next_block();
            self.builder.branch(bound, slow, found);
            self.builder.switch_to(found);
            if arguments.len() == 2 && self.module.names.get(instruction.name()) == "append" {
                self.append_if_list(&mut paths, arguments[0], instruction.operands[3]);
            }
            // What `method_get` found is an object.
            let type_word = self.type_of(callee);
            let is_function = self.is_core_type(type_word, CoreType::Function);
            self.require(is_function, slow);
            self.enter_directly(&mut paths, callee, arguments);
            self.take_slow(&paths);
        }
        let array = self.argument_array(arguments);
        let count = self.builder.int32(arguments.len() as i32);
        let bound = self.builder.unary(UnaryOperator::FlagToInt, bound);
        let result = self.call_value(Intrinsic::call_found, &[callee, array, count, bound]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    pub(super) fn lower_call_found_keywords(&mut self, instruction: &Instruction) -> Result<(), String> {
        let operands = self.all(&instruction.operands);
        let (callee, bound, arguments) = (operands[0], operands[1], &operands[2..]);
        let (names, positional) = self.keyword_names(instruction.constant(), arguments.len())?;
        let array = self.argument_array(arguments);
        let bound = self.builder.unary(UnaryOperator::FlagToInt, bound);
        let arguments = [callee, array, positional, names, bound];
        let result = self.call_value(Intrinsic::call_found_keywords, &arguments);
        self.define(instruction, result);
        Ok(())
    }
}
