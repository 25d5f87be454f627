//! Method calls in two steps, for arguments whose evaluation can be observed: the method is found first (`method_get`),
//! then the arguments are evaluated, then what was found is called (`call_found`).

use molt_abi::CoreType;
use molt_abi::intrinsics::Intrinsic;
use molt_abi::layout::{cache_kind, cache_offset};
use molt_abi::value::Value as RuntimeValue;
use moltc_ir::Instruction;

use super::function::FunctionLowering;
use super::kinds::Kind;
use crate::entities::Value;
use crate::operators::{BinaryOperator, IntCondition, LoadKind};
use crate::types::Type;

impl FunctionLowering<'_> {
    /// The cached method of the type seen last, of a class or of a built-in type; else the runtime looks.
    pub(super) fn lower_method_get(&mut self, instruction: &Instruction) {
        let operand = instruction.operands[0];
        let (receiver, kind) = (self.value(operand), self.kind(operand));
        let cache = self.statics.attribute_cache();
        let mut paths = self.open_paths(Type::I64);
        if !self.is_compact && kind.may_be(Kind::POINTER) {
            let slow = self.slow(&mut paths);
            let cache = self.static_address(cache);
            self.require_pointer(receiver, kind, slow);
            self.require_cached_version(&mut paths, receiver, cache);
            let cached = self.builder.load(LoadKind::I32, cache, cache_offset::KIND);
            let is_method = self.builder.int_compare_constant(
                IntCondition::SignedGreaterEqual,
                cached,
                i64::from(cache_kind::METHOD),
            );
            let (method, other) = (self.next_block(), self.next_block());
            self.builder.branch(is_method, method, other);
            self.builder.switch_to(other);
            let unbound = self.boxed(RuntimeValue::UNBOUND);
            self.complete(&mut paths, unbound, &[]);
            self.builder.switch_to(method);
            self.require_no_dict(&mut paths, receiver, cache);
            let function = self.builder.load(LoadKind::I64, cache, cache_offset::VALUE);
            self.retain(function, Kind::BOUND);
            self.complete(&mut paths, function, &[]);
            self.take_slow(&paths);
        }
        let (name, cache) = (self.name(instruction.name()), self.static_address(cache));
        let result = self.call_value(Intrinsic::method_get, &[receiver, name, cache]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    /// The arguments in memory, the receiver in front, and where those start that the callee takes, with their number.
    fn found_arguments(&mut self, bound: Value, arguments: &[Value]) -> (Value, Value) {
        let array = self.argument_array(arguments);
        let rest = self.builder.binary_constant(BinaryOperator::Add, array, 8);
        let start = self.builder.select(bound, rest, array);
        let all = self.builder.int32(arguments.len() as i32);
        let fewer = self.builder.int32(arguments.len() as i32 - 1);
        (start, self.builder.select(bound, fewer, all))
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
        let (start, count) = self.found_arguments(bound, arguments);
        let result = self.call_value(Intrinsic::call, &[callee, start, count]);
        self.complete(&mut paths, result, &[]);
        self.join(paths, instruction);
    }

    pub(super) fn lower_call_found_keywords(&mut self, instruction: &Instruction) -> Result<(), String> {
        let operands = self.all(&instruction.operands);
        let (callee, bound, arguments) = (operands[0], operands[1], &operands[2..]);
        let (names, positional) = self.keyword_names(instruction.constant(), arguments.len())?;
        let array = self.argument_array(arguments);
        let rest = self.builder.binary_constant(BinaryOperator::Add, array, 8);
        let start = self.builder.select(bound, rest, array);
        let fewer = self.builder.binary_constant(BinaryOperator::Subtract, positional, 1);
        let positional = self.builder.select(bound, fewer, positional);
        let result = self.call_value(Intrinsic::call_keywords, &[callee, start, positional, names]);
        self.define(instruction, result);
        Ok(())
    }
}
