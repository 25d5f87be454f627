//! Inline inspection of objects: pointers, types, versions.

use molt_abi::CoreType;
use molt_abi::layout::{cache_offset, offset};

use moltc_ir::Kind;

use super::counts::is_pointer;
use super::function::FunctionLowering;
use super::paths::Paths;
use crate::entities::{Block, Value};
use crate::operators::{IntCondition, LoadKind};

impl FunctionLowering<'_> {
    /// Goes on for pointers; everything else goes to `otherwise`.
    pub fn require_pointer(&mut self, value: Value, kind: Kind, otherwise: Block) {
        if kind.is_pointer() {
            return;
        }
        let is_pointer = is_pointer(&mut self.builder, value);
        let next = self.next_block();
        self.builder.branch(is_pointer, next, otherwise);
        self.builder.switch_to(next);
    }

    /// The type word of an object.
    pub fn type_of(&mut self, object: Value) -> Value {
        self.builder.load(LoadKind::I64, object, offset::HEADER_TYPE)
    }

    /// Whether a type word is that of a core type: instances of subclasses are not.
    pub fn is_core_type(&mut self, type_word: Value, core_type: CoreType) -> Value {
        let expected = self.statics.core_type(core_type);
        let expected = self.static_address(expected);
        self.builder.int_compare(IntCondition::Equal, type_word, expected)
    }

    /// Goes on for exact instances of a core type, which are of the kind `exact`; all other objects go to `otherwise`.
    pub fn require_core_type(&mut self, object: Value, kind: Kind, exact: Kind, core_type: CoreType, otherwise: Block) {
        if kind.is(exact) {
            return;
        }
        let type_word = self.type_of(object);
        let is_exact = self.is_core_type(type_word, core_type);
        self.require(is_exact, otherwise);
    }

    /// Goes on when the flag is set, else to `otherwise`.
    pub fn require(&mut self, flag: Value, otherwise: Block) {
        let next = self.next_block();
        self.builder.branch(flag, next, otherwise);
        self.builder.switch_to(next);
    }

    /// Goes on when an inline cache says of a pointer's type, as it is now, that the code of its site can do what is to be
    /// done; else on the slow path.
    pub fn require_cached_type(&mut self, paths: &mut Paths, object: Value, cache: Value) {
        let slow = self.slow(paths);
        let type_word = self.type_of(object);
        let version = self.builder.load(LoadKind::I32, type_word, offset::TYPE_VERSION);
        let cached = self.builder.load(LoadKind::I32, cache, cache_offset::INLINE_VERSION);
        let same = self.builder.int_compare(IntCondition::Equal, version, cached);
        self.require(same, slow);
    }
}
