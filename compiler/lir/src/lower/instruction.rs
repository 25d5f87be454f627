//! Which family lowers which op. The match is complete, so a new op does not compile until it is lowered.

use moltc_ir::{Instruction, Op};

use super::function::FunctionLowering;

impl FunctionLowering<'_> {
    pub(super) fn lower_instruction(&mut self, instruction: &Instruction) -> Result<(), String> {
        match instruction.op {
            Op::Constant => self.lower_constant(instruction)?,
            Op::Unbound => self.lower_unbound(instruction),
            Op::BoolConstant => {
                let value = self.builder.flag(instruction.index() != 0);
                self.define(instruction, value);
            }
            Op::LocalGet => self.lower_local_get(instruction)?,
            Op::LocalSet => self.lower_local_set(instruction)?,
            Op::LocalReplace => self.lower_local_replace(instruction)?,
            Op::ParameterGet => self.lower_parameter_get(instruction),
            Op::Own => self.lower_own(instruction),
            Op::CheckBound => self.lower_check_bound(instruction),
            Op::Callee => self.lower_callee(instruction),
            Op::ClosureCell => self.lower_closure_cell(instruction),
            Op::CellNew => self.lower_cell_new(instruction),
            Op::CellGet => self.lower_cell_get(instruction),
            Op::CellSet => self.lower_cell_set(instruction),
            Op::GlobalGet => self.lower_global_get(instruction),
            Op::GlobalSet => self.lower_global_set(instruction),
            Op::GlobalDelete => self.lower_global_delete(instruction),
            Op::FrameTake => self.lower_frame_take(instruction)?,
            Op::FramePut => self.lower_frame_put(instruction)?,

            Op::Binary | Op::Inplace | Op::InplaceLocal => self.lower_binary(instruction)?,
            Op::Unary => self.lower_unary(instruction),
            Op::Compare => self.lower_compare(instruction),
            Op::CompareTruth => self.lower_compare_truth(instruction),
            Op::Identity => self.lower_identity(instruction),
            Op::Contains => self.lower_contains(instruction),
            Op::Truth => self.lower_truth(instruction),
            Op::Not => self.lower_not(instruction),
            Op::BoxBool => self.lower_box_bool(instruction),
            Op::IsUnbound => self.lower_is_unbound(instruction),

            Op::AttributeGet => self.lower_attribute_get(instruction),
            Op::AttributeSet => self.lower_attribute_set(instruction),
            Op::AttributeDelete => self.lower_attribute_delete(instruction),
            Op::ItemGet => self.lower_item_get(instruction),
            Op::ItemSet => self.lower_item_set(instruction),
            Op::ItemDelete => self.lower_item_delete(instruction),

            Op::Call => self.lower_call(instruction),
            Op::CallKeywords => self.lower_call_keywords(instruction)?,
            Op::CallMethod => self.lower_call_method(instruction),
            Op::CallMethodKeywords => self.lower_call_method_keywords(instruction)?,
            Op::MethodGet => self.lower_method_get(instruction),
            Op::MethodIsBound => self.lower_method_is_bound(instruction)?,
            Op::CallFound => self.lower_call_found(instruction),
            Op::CallFoundKeywords => self.lower_call_found_keywords(instruction)?,
            Op::CallSpread => self.lower_call_spread(instruction),

            Op::Iterate => self.lower_iterate(instruction),
            Op::Next => self.lower_next(instruction),
            Op::YieldValue | Op::YieldDelegated => {
                return Err(format!("`{}` must be gone after split_generators", instruction.op));
            }
            Op::ResumeIndex => self.lower_resume_index(instruction),
            Op::SentValue => self.lower_sent_value(instruction)?,
            Op::SentOrError => self.lower_sent_or_error(instruction)?,

            Op::MakeTuple | Op::MakeList | Op::MakeSet | Op::MakeDict | Op::MakeString => {
                self.lower_display(instruction);
            }
            Op::MakeSlice => self.lower_make_slice(instruction),
            Op::TupleItem => self.lower_tuple_item(instruction),
            Op::MakeFunction => self.lower_make_function(instruction),

            Op::Raise => self.lower_raise(instruction),
            Op::Reraise => self.lower_reraise(instruction),
            Op::TakeException => self.lower_take_exception(instruction),
            Op::BeginHandling => self.lower_begin_handling(instruction),
            Op::EndHandling => self.lower_end_handling(instruction),
            Op::Intrinsic => self.lower_intrinsic(instruction)?,

            Op::Guard => self.lower_guard(instruction)?,

            Op::KeepAlive => {}
            Op::Retain => {
                let operand = instruction.operands[0];
                self.retain(self.value(operand), self.kind(operand));
            }
            Op::Release => {
                let operand = instruction.operands[0];
                self.release(self.value(operand), self.kind(operand));
            }
        }
        Ok(())
    }
}
