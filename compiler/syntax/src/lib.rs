//! The only crate that knows the Python parser.
//!
//! [`parse`] turns the bytes of a source file into the parser's tree, or into diagnostics in CPython's words: everything
//! that CPython refuses before it compiles names (which `moltc_hir` does). The tree's types are re-exported as [`ast`], so
//! that no other crate depends on the parser by name.
//!
//! Trees can be [`DEEPEST_EXPRESSION`] levels deep and everything that walks them recurses: run the front end under
//! [`on_deep_stack`].

#![forbid(unsafe_code)]

mod checks;
mod decode;
mod nesting;
mod parse_errors;
mod wording;

pub use decode::decode;
use moltc_diagnostics::{Diagnostic, SourceFile};
pub use nesting::DEEPEST_EXPRESSION;
pub use rustpython_ruff_python_ast as ast;
use rustpython_ruff_python_ast::PythonVersion;
use rustpython_ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
pub use rustpython_ruff_text_size::Ranged;
pub use wording::span;

/// A file that parsed.
#[derive(Clone, Debug)]
pub struct ParsedModule {
    /// The decoded source; every range in the tree refers to its text.
    pub file: SourceFile,
    /// The tree.
    pub module: ast::ModModule,
}

/// A file that was refused.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The source, as far as it could be decoded.
    pub file: SourceFile,
    /// What is wrong, at least one error, in source order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a module.
///
/// # Errors
/// The file with everything that is wrong with it.
pub fn parse(name: &str, bytes: &[u8]) -> Result<ParsedModule, Rejected> {
    let file = decode(name, bytes)?;
    if let Err(diagnostic) = nesting::check(file.text()) {
        return Err(Rejected { file, diagnostics: vec![diagnostic] });
    }
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(file.text(), options);
    // Like CPython, only the first: what the parser says after it has recovered is often about its own guess.
    let first = parsed.errors().iter().min_by_key(|error| error.location.start());
    let mut diagnostics: Vec<Diagnostic> =
        first.map(|error| parse_errors::describe(error, &file)).into_iter().collect();
    if diagnostics.is_empty() {
        diagnostics.extend(parsed.unsupported_syntax_errors().iter().map(wording::version_error));
    }
    let Some(parsed) = parsed.try_into_module() else { unreachable!("module mode makes modules") };
    let module = parsed.into_syntax();
    if diagnostics.is_empty() {
        diagnostics = checks::check(&module, file.text());
    }
    if diagnostics.is_empty() {
        return Ok(ParsedModule { file, module });
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics.dedup();
    Err(Rejected { file, diagnostics })
}

/// Stack that the deepest accepted tree needs, generously, in a build without optimisation. It is address space: only what
/// is touched costs memory.
pub const DEEP_STACK: usize = 1 << 30;

/// Runs `work` on a thread with [`DEEP_STACK`] bytes of stack and returns its result.
///
/// # Errors
/// If the thread cannot be started: there may not be so much address space.
///
/// # Panics
/// If `work` panics.
pub fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> std::io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("deep".to_owned()).stack_size(DEEP_STACK);
        match thread.spawn_scoped(scope, work)?.join() {
            Ok(value) => Ok(value),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}
