//! Linking objects and the runtime to a program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use moltc_native::Target;

use crate::carried::{self, Mentions, Report, Wanted};
use crate::failure::Failure;
use crate::files::{self, Output, TemporaryFolder};
use crate::input_files;
use crate::module_table;
use crate::pipeline::Profile;
use crate::toolchain::Toolchain;

/// What the runtime library needs of the system when nothing else is said.
const SYSTEM_LIBRARIES: &[&str] = &["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl", "-lc"];

/// A program never unwinds: what is left of unwinding tables is what Rust's own library was compiled with.
const WITHOUT_UNWINDING: &str =
    "SECTIONS { /DISCARD/ : { *(.eh_frame) *(.eh_frame_hdr) *(.gcc_except_table*) } } INSERT AFTER .text;\n";

/// How many lines of a linker's complaint are shown.
const SHOWN_LINES: usize = 20;

/// A program to link.
pub(crate) struct Program<'a> {
    /// Modules with their object files.
    pub(crate) objects: &'a [(String, PathBuf)],
    /// The module that is run.
    pub(crate) main: &'a str,
    /// How.
    pub(crate) profile: Profile,
    /// Whether it keeps what debuggers and profilers want to know.
    pub(crate) debug: bool,
    /// For which machine.
    pub(crate) target: Target,
    /// The seed of its hashes; None for one that is chosen when it starts.
    pub(crate) hash_seed: Option<u32>,
    /// Whether it is to be said what the program carries.
    pub(crate) size_report: bool,
}

/// Links a program to `output`, which appears only when all is well. Gives what it carries, if that was asked for.
pub(crate) fn link(program: &Program<'_>, toolchain: &Toolchain, output: &Path) -> Result<Option<Report>, Failure> {
    let mut modules: BTreeSet<&str> = program.objects.iter().map(|(name, _)| name.as_str()).collect();
    if !modules.contains(program.main) {
        return Err(Failure::usage(format!("the main module {:?} has no object", program.main)));
    }
    let runtime = toolchain.runtime()?;
    if !runtime.is_file() {
        return Err(Failure::environment(format!("cannot find the runtime library {}", runtime.display())));
    }
    let unfit = |path: &Path, why: &str| Failure::environment(format!("cannot link {}: {why}", path.display()));
    let members = input_files::members(&runtime).map_err(|why| unfit(&runtime, &why))?;
    for (_, path) in program.objects {
        input_files::check_object(path).map_err(|why| unfit(path, &why))?;
    }
    let destination = Output::create(output)?;
    let folder = TemporaryFolder::create()?;
    let mut inputs: Vec<PathBuf> = program.objects.iter().map(|(_, path)| path.clone()).collect();
    let mut mentions = Mentions::default();
    for (name, path) in program.objects {
        mentions.add_object(name, &files::read(path, &path.display().to_string())?);
    }
    let namespaces = module_table::namespace_packages(modules.iter().copied());
    for (index, name) in namespaces.iter().enumerate() {
        let path = folder.path().join(format!("namespace{index}.o"));
        let object = module_table::empty_package(name, program.profile, program.target)?;
        mentions.add_made_object(&object);
        files::write(&path, &object)?;
        inputs.push(path);
    }
    modules.extend(namespaces);
    let table = folder.path().join("module_table.o");
    let object = module_table::object(&modules, program);
    mentions.add_made_object(&object);
    files::write(&table, &object)?;
    inputs.push(table);

    let mut report = None;
    let wanted = Wanted { debug: program.debug, report: program.size_report };
    if program.profile == Profile::Release
        && let Some(cut) = carried::cut(&runtime, &members, &mentions, wanted)
    {
        // Before the library, so that what it defines is not looked for there.
        let path = folder.path().join("runtime.o");
        files::write(&path, &cut.object)?;
        inputs.push(path);
        report = cut.report;
    }

    let linker = toolchain.linker();
    let mut command = Command::new(&linker);
    // Not beside the destination: what a linker leaves behind when it fails goes away with the folder.
    let linked = folder.path().join("program");
    command.arg("-o").arg(&linked).args(&inputs).arg(&runtime).arg("-Wl,--gc-sections");
    // Programs are not relocated: thousands of relocations less to carry and to apply at each start.
    command.arg("-no-pie");
    if !program.debug {
        let script = folder.path().join("without_unwinding.ld");
        files::write(&script, WITHOUT_UNWINDING.as_bytes())?;
        command.arg("-T").arg(script);
        command.arg(match program.profile {
            Profile::Release => "-Wl,--strip-all",
            Profile::Dev => "-Wl,--strip-debug",
        });
    }
    // What the loader fills in at start is read-only afterwards; libraries that nothing is taken from are not loaded.
    command.args(["-Wl,-z,now", "-Wl,--as-needed"]);
    if toolchain.linker_arguments.is_empty() {
        command.args(SYSTEM_LIBRARIES);
    } else {
        command.args(&toolchain.linker_arguments);
    }
    let result = command.output().map_err(|error| {
        let why = files::reason(&error);
        Failure::environment(format!("cannot run the linker {}: {why}", linker.display()))
    })?;
    if !result.status.success() {
        let messages = String::from_utf8_lossy(&result.stderr);
        return Err(match reason(&messages, &folder) {
            Some(why) => destination.failure_because(&why),
            None => Failure::environment(complaint(&linker, &messages)),
        });
    }
    destination.take(&linked)?;
    destination.finish()?;
    Ok(report)
}

/// Why the linker could not write, if that is so. Linkers that map their output die of a full disk without a word.
fn reason(messages: &str, folder: &TemporaryFolder) -> Option<String> {
    let explains = messages.contains("error") || messages.contains("undefined");
    files::reason_in(messages).or_else(|| if explains { None } else { folder.trouble() })
}

/// What to say when the linker fails.
fn complaint(linker: &Path, messages: &str) -> String {
    if messages.contains(molt_abi::intrinsics::ABI_SYMBOL_PREFIX) {
        return "an object and the runtime library come from different versions of Molt: compile all modules again"
            .to_owned();
    }
    let lines: Vec<&str> = messages.lines().collect();
    let shown = &lines[lines.len().saturating_sub(SHOWN_LINES)..];
    format!("linking with {} failed:\n{}", linker.display(), shown.join("\n"))
}

#[cfg(test)]
mod tests;
