//! What a case can ask for.

use moltc_ir::{FunctionId, Module, Phase, parse_module, print_module, verify_module};
use moltc_passes::{Options, PASSES, Pass, find_pass, run_passes, verify_reference_counts};

/// The command in the first line of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Parse and print.
    Print,
    /// Parse and verify.
    Verify,
    /// Run the named passes.
    Passes(Vec<String>),
    /// Run all passes.
    Pipeline,
}

impl Command {
    /// The command that `text` names.
    pub fn parse(text: &str) -> Option<Command> {
        match text.trim() {
            "print" => Some(Command::Print),
            "verify" => Some(Command::Verify),
            "pipeline" => Some(Command::Pipeline),
            other => {
                let names = other.strip_prefix("pass:")?;
                Some(Command::Passes(names.split(',').map(|name| name.trim().to_string()).collect()))
            }
        }
    }
}

const HEADER: &str = "module \"m\" package \"\" file \"m.py\"\n";

/// The output of a command. What goes wrong is output too.
pub fn run_command(command: &Command, input: &str) -> String {
    let first_line = input.lines().find(|line| !line.is_empty() && !line.starts_with(';')).unwrap_or_default();
    let has_header = first_line.starts_with("module ");
    // Without the header the text moves down by a line, and the error's line with it.
    let text = if has_header { input.to_string() } else { format!("{HEADER}{input}") };
    let mut module = match parse_module(&text) {
        Ok(module) => module,
        Err(error) => return format!("parse error: line {}: {}\n", error.line - u32::from(!has_header), error.message),
    };
    let passes: Vec<Pass> = match command {
        Command::Print => vec![],
        Command::Verify => return verify(&module),
        Command::Pipeline => PASSES.to_vec(),
        Command::Passes(names) => {
            if let Some(unknown) = names.iter().find(|name| find_pass(name).is_none()) {
                return format!("there is no pass `{unknown}`\n");
            }
            names.iter().filter_map(|name| find_pass(name)).copied().collect()
        }
    };
    let verify = *command != Command::Print;
    if let Err(error) = run_passes(&mut module, &passes, &Options { verify, ..Options::default() }) {
        return format!("error after {}:\n{}\n{}", error.pass, error.errors.join("\n"), print_module(&module));
    }
    let printed = print_module(&module);
    if has_header { printed } else { printed.strip_prefix(HEADER).unwrap_or(&printed).trim_start().to_string() }
}

fn verify(module: &Module) -> String {
    let mut errors = verify_module(module);
    if errors.is_empty() {
        for index in 0..module.functions.len() {
            let id = FunctionId::from_index(index);
            if module.function(id).phase == Phase::Counted {
                errors.extend(verify_reference_counts(module, id));
            }
        }
    }
    if errors.is_empty() {
        return "ok\n".to_string();
    }
    errors.iter().map(|error| format!("{error}\n")).collect()
}
