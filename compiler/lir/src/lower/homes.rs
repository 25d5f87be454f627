//! Values that a slot of the frame keeps.
//!
//! What a local slot lends is in the slot as long as it is used, so it is read from there at every use. Kept in a register
//! it would have to be put aside for each call, and most operations have one on some way: that takes more code, and more
//! instructions as well.

use moltc_ir::control_flow::reverse_postorder;
use moltc_ir::{Function, Local, dataflow};

use super::frame::slot_offset;
use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::LoadKind;

/// The slots' offsets in the frame, by IR value.
pub(super) fn homes(function: &Function) -> Vec<Option<i32>> {
    let lenders = dataflow::lenders(function, &reverse_postorder(function));
    let frame = function.frame.as_ref();
    let slot = |lender: Option<Local>| frame?.local_slot(lender?).map(|slot| slot_offset(slot.index()));
    let mut homes: Vec<Option<i32>> = lenders.into_iter().map(slot).collect();
    if !function.is_generator {
        for (index, parameter) in function.block(function.entry()).parameters.iter().enumerate() {
            homes[parameter.index()] = Some(slot_offset(index));
        }
    }
    homes
}

impl FunctionLowering<'_> {
    /// Whether the value is read from its slot.
    pub fn has_home(&self, value: moltc_ir::Value) -> bool {
        self.homes.get(value.index()).is_some_and(Option::is_some)
    }

    /// The LIR value of an IR value, read from its slot if it has one.
    pub fn read(&mut self, value: moltc_ir::Value) -> Value {
        match self.homes.get(value.index()) {
            Some(&Some(home)) => self.load_from_frame(LoadKind::I64, home),
            _ => self.value(value),
        }
    }

    /// Makes the values that an instruction uses current.
    pub fn read_operands(&mut self, operands: &[moltc_ir::Value]) {
        for &operand in operands {
            if self.has_home(operand) {
                let value = self.read(operand);
                self.set_value(operand, value);
            }
        }
    }
}
