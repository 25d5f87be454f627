//! The textual form: [`print_module`], [`print_function`], [`parse_module`].
//!
//! ```text
//! module "sample" package "" file "sample.py"
//! global "print"
//!
//! function0 "f" "f" function built line 1 {
//!   parameter "x" positional
//!   local0 = "y"
//!   loc0 = 1:4-1:9
//! block0(v0: value) handler block1:
//!   v1 = constant 1
//!   v2 = binary add v0, v1 @loc0
//!   return v2
//! block1:
//!   v3 = take_exception
//!   return v3
//! }
//! ```
//!
//! An instruction is its result, the mnemonic, the immediates, the operands between commas, the location. Names and
//! constants stand in the text themselves, so the pools are rebuilt when it is parsed, in the order of the text. `;`
//! starts a comment. Printing what was parsed gives the same text, and printing is deterministic.

mod lexer;
mod parse;
mod print;

pub use parse::{ParseError, parse_module};
pub use print::{print_constant, print_function, print_module, print_module_with_facts};

#[cfg(test)]
mod tests;
