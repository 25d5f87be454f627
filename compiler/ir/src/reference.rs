//! The reference page of the IR, generated from the op table.

use crate::op::{Op, OperandKind, ResultKind};
use molt_abi::effects::{Effects, Regions};

const INTRODUCTION: &str = "# IR reference

Generated from the op table (`compiler/ir/src/table.rs`) by `UPDATE_EXPECT=1 cargo test -p moltc_ir`; a test keeps it
up to date. How the textual form is written stands in `compiler/ir/src/text.rs`, what holds in which phase in `Phase`
(`compiler/ir/src/function.rs`), the passes in `compiler/passes/src/pipeline.rs`.

Operands marked *consumed* are given away, even if the instruction raises; all others are borrowed. Results are *owned*
(a reference of their own), *borrowed* (kept alive by the first operand), *lent* (kept alive by the caller while the
activation runs) or *immortal*. An instruction that *raises* ends its block from phase `explicit` on. State is divided into
regions, so that what an instruction *reads* is known to be the same after another that *writes* elsewhere; *user code* may
read and write all of them. One that *allocates* makes another object each time.

## Instructions

";

const TERMINATORS: &str = "
## Terminators

| text | meaning |
|---|---|
| `jump block1(v2)` | Goes to the block, whose parameters get the arguments. |
| `branch v1, block1, block2` | Goes to the first block if the machine truth value is true, else to the second. |
| `switch v1 [0: block1, 1: block2], block3` | Goes where the machine integer says, else to the last block. |
| `try block1(v5), block2` | After a raising instruction: the first edge when it succeeded (only there its result exists), the second when it raised. |
| `return v1` | Leaves the function; the value is consumed. |
| `return_error` | Leaves the function with the pending exception. |
| `suspend v1, 3` | In split generators: gives the value (consumed) to the resumer; the next resumption enters with index 3. |
| `unreachable` | Control never arrives here. |
";

/// The text of `docs/reference/ir.md`.
pub fn reference_page() -> String {
    let mut page = INTRODUCTION.to_string();
    page.push_str("| op | immediates | operands | result | effects | meaning |\n|---|---|---|---|---|---|\n");
    for &op in Op::ALL {
        let row = op.row();
        let immediates: Vec<&str> = row.immediates.iter().map(|&(name, _)| name).collect();
        let operands: Vec<String> = row.operands.iter().map(|&(name, kind)| operand_text(name, kind)).collect();
        let meaning = row.documentation.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        page.push_str(&format!(
            "| `{}` | {} | {} | {} | {} | {meaning} |\n",
            row.mnemonic,
            immediates.join(", "),
            operands.join(", "),
            result_text(row.result),
            effects_text(op, row.effects)
        ));
    }
    page.push_str(TERMINATORS);
    page
}

fn operand_text(name: &str, kind: OperandKind) -> String {
    match kind {
        OperandKind::Borrow => name.to_string(),
        OperandKind::Consume => format!("{name} *consumed*"),
        OperandKind::BorrowAll => format!("{name}..."),
        OperandKind::ConsumeAll => format!("{name}... *consumed*"),
        OperandKind::ByIntrinsic => format!("{name}... *as its row says*"),
        OperandKind::ExitValues => format!("{name}... *of any type*"),
        OperandKind::ExitValue => format!("{name} *of any type*"),
        OperandKind::Bool => format!("{name}: bool"),
        OperandKind::I64 => format!("{name}: i64"),
        OperandKind::F64 => format!("{name}: f64"),
    }
}

fn result_text(result: ResultKind) -> &'static str {
    match result {
        ResultKind::Nothing => "",
        ResultKind::Owned => "owned",
        ResultKind::Borrowed => "borrowed",
        ResultKind::Activation => "lent",
        ResultKind::Immortal => "immortal",
        ResultKind::ByIntrinsic => "as its row says",
        ResultKind::Bool => "bool",
        ResultKind::I64 => "i64",
        ResultKind::F64 => "f64",
    }
}

fn effects_text(op: Op, effects: Effects) -> String {
    if op == Op::Intrinsic {
        return "as its row says".to_string();
    }
    let mut words = Vec::new();
    if effects.may_raise() {
        words.push("raises".to_string());
    }
    if effects.may_run_user_code() {
        words.push("runs user code".to_string());
    } else {
        words.extend(regions_text("reads", effects.read()));
        words.extend(regions_text("writes", effects.written()));
    }
    if effects.makes_new() {
        words.push("allocates".to_string());
    }
    words.join(", ")
}

fn regions_text(verb: &str, regions: Regions) -> Option<String> {
    let named = Regions::NAMES.iter().filter(|&&(region, _)| regions.meets(region));
    let names: Vec<&str> = named.map(|&(_, name)| name).collect();
    (!names.is_empty()).then(|| format!("{verb} {}", names.join(" and ")))
}
