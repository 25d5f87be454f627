//! Calls: plain functions with plain arguments are entered directly, everything else through the runtime.

use std::mem::offset_of;

use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::{cache_offset, offset};
use molt_abi::value::Value as RuntimeValue;
use molt_abi::{CodeRecord, CoreType};
use moltc_ir::{Constant, ConstantId, Instruction, Kind};

use super::function::FunctionLowering;
use super::paths::Paths;
use crate::entities::Value;
use crate::function::BlockCall;
use crate::operators::{BinaryOperator, IntCondition, LoadKind};
use crate::types::{Signature, Type};

/// By the number of arguments: what calls with so many, each in a register.
const WITH_ARGUMENTS: [Intrinsic; 4] =
    [Intrinsic::call_with_0, Intrinsic::call_with_1, Intrinsic::call_with_2, Intrinsic::call_with_3];
/// The same for methods; the receiver is not counted.
const METHOD_WITH_ARGUMENTS: [Intrinsic; 3] =
    [Intrinsic::call_method_with_0, Intrinsic::call_method_with_1, Intrinsic::call_method_with_2];

impl FunctionLowering<'_> {
    /// Calls a function object's code directly with these arguments if it takes just as many and nothing special;
    /// else goes on the slow path. Completes the way.
    pub fn enter_directly(&mut self, paths: &mut Paths, function: Value, arguments: &[Value]) {
        let direct = self.require_direct(paths, function, arguments.len());
        self.call_directly(paths, function, direct, arguments);
    }

    /// The code to enter directly with so many arguments; else goes on the slow path.
    fn require_direct(&mut self, paths: &mut Paths, function: Value, count: usize) -> Value {
        let slow = self.slow(paths);
        let code = self.builder.load(LoadKind::I64, function, offset::FUNCTION_CODE);
        let taken = self.builder.load(LoadKind::I32, code, offset_of!(CodeRecord, direct_count) as i32);
        let same = self.builder.int_compare_constant(IntCondition::Equal, taken, count as i64);
        self.require(same, slow);
        self.builder.load(LoadKind::I64, code, offset_of!(CodeRecord, direct) as i32)
    }

    fn call_directly(&mut self, paths: &mut Paths, function: Value, direct: Value, arguments: &[Value]) {
        let mut all = vec![function];
        all.extend(arguments);
        self.mark_location();
        let result = self.builder.call_indirect(Signature::values(all.len()), direct, &all);
        let result = result.expect("compiled functions have a result");
        let failed = self.builder.int_compare_constant(IntCondition::Equal, result, 0);
        self.exit_if(failed);
        self.complete(paths, result, &[]);
    }

    /// Enters a method whose function takes just these arguments and has no closure cells: only the class holds it, which it
    /// may be taken from while it runs.
    fn enter_method(&mut self, paths: &mut Paths, function: Value, arguments: &[Value]) {
        let code = self.builder.load(LoadKind::I64, function, offset::FUNCTION_CODE);
        let direct = self.builder.load(LoadKind::I64, code, offset_of!(CodeRecord, direct) as i32);
        self.call_directly(paths, function, direct, arguments);
    }

    pub(super) fn lower_call(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let (callee, arguments) = (operands[0], &operands[1..]);
        let kind = self.kind(instruction.operands[0]);
        let mut paths = self.open_paths(Type::I64);
        if !self.is_compact && kind.may_be(Kind::FUNCTION) {
            let slow = self.slow(&mut paths);
            // Builtin functions and classes are called as often as compiled functions.
            self.builder.set_hot(slow);
            self.require_pointer(callee, kind, slow);
            self.require_core_type(callee, kind, Kind::FUNCTION, CoreType::Function, slow);
            self.enter_directly(&mut paths, callee, arguments);
            self.take_slow(&paths);
        }
        let result = match WITH_ARGUMENTS.get(arguments.len()) {
            Some(&intrinsic) => self.call_value(intrinsic, &operands),
            None => {
                let count = self.builder.int32(arguments.len() as i32);
                let array = self.argument_array(arguments);
                self.call_value(Intrinsic::call, &[callee, array, count])
            }
        };
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    /// The names of keyword arguments, and how many of `total` arguments are positional.
    pub fn keyword_names(&mut self, names: ConstantId, total: usize) -> Result<(Value, Value), String> {
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

    /// A method found on the type seen last, when the instance has no `__dict__` that could hide it; else the runtime.
    pub(super) fn lower_call_method(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let kind = self.kind(instruction.operands[0]);
        let receiver = operands[0];
        let cache = self.statics.attribute_cache();
        let mut paths = self.open_paths(Type::I64);
        let appends = operands.len() == 2 && self.module.names.get(instruction.name()) == "append";
        if appends && kind.is(Kind::LIST) && !self.is_compact {
            let none = self.append(receiver, instruction.operands[1]);
            return self.define(instruction, none);
        }
        // Methods of built-in types are the runtime's.
        if !self.is_compact && kind.may_be(Kind::OTHER) {
            let slow = self.slow(&mut paths);
            // Methods of built-in types are called as often as those of classes.
            self.builder.set_hot(slow);
            self.require_pointer(receiver, kind, slow);
            if appends && kind.may_be(Kind::LIST) {
                self.append_if_list(&mut paths, receiver, instruction.operands[1]);
            }
            let cache = self.static_address(cache);
            self.require_cached_type(&mut paths, receiver, cache);
            self.require_no_dict(&mut paths, receiver, cache);
            let function = self.builder.load(LoadKind::I64, cache, cache_offset::VALUE);
            self.enter_method(&mut paths, function, &operands);
            self.take_slow(&paths);
        }
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let result = match METHOD_WITH_ARGUMENTS.get(operands.len() - 1) {
            Some(&intrinsic) => {
                let mut all = operands;
                all.extend([name, cache]);
                self.call_value(intrinsic, &all)
            }
            None => {
                let count = self.builder.int32(operands.len() as i32);
                let array = self.argument_array(&operands);
                self.call_value(Intrinsic::call_method, &[name, array, count, cache])
            }
        };
        self.exit_if_not_found(result);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    /// `receiver.append(item)` on an exact list, whose method nobody can replace. Goes on for everything else.
    pub fn append_if_list(&mut self, paths: &mut Paths, receiver: Value, item: moltc_ir::Value) {
        let (lists, others) = (self.next_block(), self.next_block());
        let type_word = self.type_of(receiver);
        let is_list = self.is_core_type(type_word, CoreType::List);
        self.builder.branch(is_list, lists, others);
        self.builder.switch_to(lists);
        let none = self.append(receiver, item);
        self.complete(paths, none, &[]);
        self.builder.switch_to(others);
    }

    /// `list.append(item)`; gives None.
    fn append(&mut self, list: Value, item: moltc_ir::Value) -> Value {
        let value = self.value(item);
        self.retain(value, self.kind(item));
        self.append_to_list(list, value);
        self.boxed(RuntimeValue::NONE)
    }

    /// Goes on only if the instance has no `__dict__` that could hide what the cache remembers of its type.
    pub fn require_no_dict(&mut self, paths: &mut Paths, receiver: Value, cache: Value) {
        let slow = self.slow(paths);
        let area = self.builder.load(LoadKind::U32, cache, cache_offset::AREA_OFFSET);
        let (has_area, visible) = (self.next_block(), self.next_block());
        let without = self.builder.int_compare_constant(IntCondition::Equal, area, 0);
        self.builder.branch(without, visible, has_area);
        self.builder.switch_to(has_area);
        let area = self.builder.binary(BinaryOperator::Add, receiver, area);
        let dict = self.builder.load(LoadKind::I64, area, offset::INSTANCE_DICT);
        let no_dict = self.builder.int_compare_constant(IntCondition::Equal, dict, 0);
        self.builder.branch_with(no_dict, BlockCall::new(visible, &[]), BlockCall::new(slow, &[]));
        self.builder.switch_to(visible);
    }

    pub(super) fn lower_call_method_keywords(&mut self, instruction: &Instruction) -> Result<(), String> {
        let operands = self.all(&instruction.operands);
        let (names, positional) = self.keyword_names(instruction.constant(), operands.len())?;
        let cache = self.statics.attribute_cache();
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let array = self.argument_array(&operands);
        let arguments = [name, array, positional, names, cache];
        let result = self.call_value(Intrinsic::call_method_keywords, &arguments);
        self.exit_if_not_found(result);
        self.define(instruction, result);
        Ok(())
    }

    /// Leaves when the lookup of a method raised, which is marked at the lookup's own location.
    fn exit_if_not_found(&mut self, result: Value) {
        let missing = self.is_unbound(result);
        let (exit, next) = (self.lookup_exit(), self.next_block());
        self.builder.branch(missing, exit, next);
        self.builder.switch_to(next);
    }

    pub(super) fn lower_call_spread(&mut self, instruction: &Instruction) {
        let operands = self.all(&instruction.operands);
        let result = self.call_value(Intrinsic::call_spread, &operands);
        self.define(instruction, result);
    }
}
