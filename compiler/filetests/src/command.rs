//! What a case can ask for.

use moltc_diagnostics::{Diagnostic, SourceFile, render};
use moltc_ir::{FunctionId, Module, Phase, parse_module, print_module, print_module_with_facts, verify_module};
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
    /// Run the named passes and print what is known of each value.
    Facts(Vec<String>),
    /// Run all passes.
    Pipeline,
    /// Lower counted functions to LIR; the flag asks for the whole module instead of the bodies alone.
    Lower(bool),
    /// Build IR from Python source.
    Build,
}

impl Command {
    /// The command that `text` names.
    pub fn parse(text: &str) -> Option<Command> {
        match text.trim() {
            "print" => Some(Command::Print),
            "verify" => Some(Command::Verify),
            "pipeline" => Some(Command::Pipeline),
            "lower" => Some(Command::Lower(false)),
            "lower: module" => Some(Command::Lower(true)),
            "build" => Some(Command::Build),
            other => {
                let list = |names: &str| -> Vec<String> {
                    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
                    names.map(str::to_string).collect()
                };
                match (other.strip_prefix("pass:"), other.strip_prefix("facts:")) {
                    (Some(names), _) => Some(Command::Passes(list(names))),
                    (None, names) => names.map(|names| Command::Facts(list(names))),
                }
            }
        }
    }
}

const HEADER: &str = "module \"m\" package \"\" file \"m.py\"\n";

/// The output of a command. What goes wrong is output too.
pub fn run_command(command: &Command, input: &str) -> String {
    if *command == Command::Build {
        return build(input);
    }
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
        Command::Lower(whole) => return lower(&module, *whole),
        Command::Verify | Command::Build => return verify(&module),
        Command::Pipeline => PASSES.to_vec(),
        Command::Passes(names) | Command::Facts(names) => {
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
    let print = if matches!(command, Command::Facts(_)) { print_module_with_facts } else { print_module };
    let printed = print(&module);
    if has_header { printed } else { printed.strip_prefix(HEADER).unwrap_or(&printed).trim_start().to_string() }
}

/// The LIR of a module, or of the bodies of its functions.
fn lower(module: &Module, whole: bool) -> String {
    let lowered = match moltc_lir::lower_module(module, b"source\n") {
        Ok(lowered) => lowered,
        Err(error) => return format!("{error}\n"),
    };
    if let Err(error) = moltc_lir::verify_module(&lowered) {
        return format!("{error}\n{lowered}");
    }
    let text = lowered.to_string();
    match moltc_lir::parse_module(&text) {
        Ok(parsed) if parsed == lowered => {}
        Ok(parsed) => return format!("parsing changes the module:\n{text}\n{parsed}"),
        Err(error) => return format!("parse error: {error}\n{text}"),
    }
    // The ABI's hash changes with the runtime, which is not what cases are about.
    let hash = molt_abi::hash::ABI_HASH.to_string();
    let text = text.replace(&hash, "HASH");
    if whole {
        return text;
    }
    // Bodies are `@m.NAME$fN` and `$resumeN`; entries and tables are the same for every function.
    let mut bodies = String::new();
    let mut inside = false;
    for line in text.lines() {
        inside |= line.starts_with("function @") && !line.contains("$entry");
        if inside {
            bodies.push_str(line);
            bodies.push('\n');
        }
        inside &= line != "}";
    }
    bodies
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

/// The IR of Python source, followed by what the verifier objects to. The lines of comment at the top become comments of
/// Python, so that line numbers are those of the file.
fn build(input: &str) -> String {
    let lines = input.lines().map(|line| match line.strip_prefix(';') {
        Some(comment) => format!("#{comment}\n"),
        None => format!("{line}\n"),
    });
    let source: String = lines.collect();
    let parsed = match moltc_syntax::parse("m.py", source.as_bytes()) {
        Ok(parsed) => parsed,
        Err(rejected) => return render_all(&rejected.diagnostics, &rejected.file),
    };
    let built = moltc_hir::lower(&parsed, "m", false).and_then(|hir| moltc_build::build(&hir, &parsed.file));
    match built {
        Ok(module) => {
            let printed = print_module(&module);
            let printed = printed.strip_prefix(HEADER).unwrap_or(&printed).trim_start();
            let errors = verify_module(&module);
            let errors: String = errors.iter().map(|error| format!("{error}\n")).collect();
            format!("{printed}{errors}")
        }
        Err(diagnostics) => render_all(&diagnostics, &parsed.file),
    }
}

fn render_all(diagnostics: &[Diagnostic], file: &SourceFile) -> String {
    diagnostics.iter().map(|diagnostic| render(diagnostic, file, false)).collect()
}
