//! Textual test cases for every pass and representation.
//!
//! A case is one text file, `cases/AREA/NAME.txt`: a command, an input, a line `----`, the expected output.
//!
//! ```text
//! ; pass: simplify
//! ; A comment that says which behaviour this is about.
//! module "m" package "" file "m.py"
//! ...
//! ----
//! ...
//! ```
//!
//! Commands, the first line of a case:
//! - `print`: parse the IR, print it.
//! - `verify`: parse the IR, print what the verifiers say, or `ok`.
//! - `pass: A, B`: run these passes, verifying before and after each, and print the IR.
//! - `build`: the input is Python source; print the IR it becomes, or the diagnostics.
//! - `pipeline`: run all passes in order, verifying, and print the IR.
//! - `lower`: lower functions in phase `counted` to LIR, print the bodies. `lower: module` prints the whole module.
//!
//! When the module of input and output begins with the line `function ...` instead of `module ...`, the header
//! `module "m" package "" file "m.py"` is understood.
//!
//! `UPDATE_EXPECT=1` rewrites the expected outputs; `MOLT_FILETESTS=NAME` runs only cases whose path contains NAME;
//! `MOLT_FILETESTS_DIRECTORY` says where the cases are (else next to this crate).

#![forbid(unsafe_code)]

mod case;
mod command;
mod difference;
mod run;

pub use case::{Case, CaseError, SEPARATOR};
pub use command::{Command, run_command};
pub use difference::difference;
pub use run::{Report, Settings, run_cases};
