//! Side exits: how control leaves specialised code where a guard fails, and goes on in generic code.
//!
//! An exit is a cold block of its own. It boxes what goes into the frame's slots, fills them, gives up what the specialised
//! code owned, and jumps to the block of the numbered entry, which knows nothing but the frame. Both bodies are one machine
//! function with one frame, so nothing has to be found or moved.

use moltc_ir::{Instruction, Kind, Type};

use super::function::FunctionLowering;
use crate::entities::Value;
use crate::operators::{LoadKind, StoreKind};

impl FunctionLowering<'_> {
    pub(super) fn lower_guard(&mut self, instruction: &Instruction) -> Result<(), String> {
        let ir = self.ir;
        let (exit, next) = (self.builder.create_cold_block(&[]), self.next_block());
        self.builder.branch(self.value(instruction.operands[0]), next, exit);
        self.builder.switch_to(exit);
        let mut given_up = ir.given_up_by_exit(instruction).to_vec();
        let mut filled = Vec::new();
        for (local, value) in ir.exit_values(instruction) {
            let boxed = self.boxed_for_slot(value)?;
            // A reference that the exit would give up goes into the slot instead.
            match given_up.iter().position(|&other| other == value) {
                Some(position) => drop(given_up.remove(position)),
                None => self.retain(boxed, self.kind(value)),
            }
            filled.push((self.local_offset(local)?, boxed));
        }
        // Releasing may run code that looks at the frame: by then it is as generic code expects it.
        let mut old = Vec::new();
        for &(slot, boxed) in &filled {
            old.push(self.load_from_frame(LoadKind::I64, slot));
            self.store_in_frame(StoreKind::I64, boxed, slot);
        }
        for value in old {
            self.release(value, Kind::ANY);
        }
        for value in given_up {
            self.release(self.value(value), self.kind(value));
        }
        let entry = self.block(ir.entries[ir.exit(instruction).entry.index()]);
        self.builder.jump(entry, &[]);
        self.builder.switch_to(next);
        Ok(())
    }

    /// A value as slots hold it.
    fn boxed_for_slot(&mut self, value: moltc_ir::Value) -> Result<Value, String> {
        let lowered = self.value(value);
        Ok(match self.ir.value_type(value) {
            Type::Value | Type::Lent => lowered,
            Type::Bool => self.box_flag(lowered),
            Type::F64 => self.box_float(lowered),
            // The runtime has no function yet that makes an int of 64 bits.
            Type::I64 => return Err(format!("a side exit keeps {value}, an i64, which nothing can box yet")),
        })
    }
}
