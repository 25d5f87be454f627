//! `molt`: programs, for people.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use moltc_native::Target;
use moltc_passes::{PASSES, find_pass};

use crate::arguments::{Item, Options};
use crate::carried::Report;
use crate::failure::{Failure, Outcome, Style};
use crate::files::{self, Base, TemporaryFolder};
use crate::help;
use crate::linking;
use crate::parallel;
use crate::pipeline::{self, Front, Profile};
use crate::program::{self, Program};
use crate::timings::Timings;
use crate::toolchain::{Toolchain, program_path};

/// Runs `molt` with these arguments.
pub(crate) fn run(arguments: Vec<OsString>) -> Outcome {
    let mut style = Style::for_people();
    let result = dispatch(arguments, &mut style);
    Outcome::of("molt", result, style)
}

fn dispatch(arguments: Vec<OsString>, style: &mut Style) -> Result<Outcome, Failure> {
    let mut arguments = arguments.into_iter();
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<OsString> = arguments.collect();
    let (name, help) = match command.to_str() {
        Some("build") => (Name::Build, help::BUILD),
        Some("run") => (Name::Run, help::RUN),
        Some("check") => (Name::Check, help::CHECK),
        Some("init") => return super::init::run(rest, &Base::of_user()),
        Some("--help" | "-h" | "help") => return Ok(Outcome::success(help::MOLT)),
        Some("--version" | "-V") => return Ok(Outcome::success(super::version("molt"))),
        Some("") => return Err(Failure::usage("no command is given")),
        _ => return Err(Failure::usage(format!("unknown command {:?}", command.to_string_lossy()))),
    };
    let base = Base::of_user();
    let Some(request) = Request::read(name, rest, &base, style)? else { return Ok(Outcome::success(help)) };
    match name {
        Name::Build => build(&request, &base),
        Name::Run => run_program(&request, &base),
        Name::Check => {
            let program = program::load(&request.file, &base)?;
            for front in program.modules.values() {
                pipeline::build(front)?;
            }
            Ok(Outcome::default())
        }
    }
}

/// A command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Build,
    Run,
    Check,
}

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Emit {
    Ir,
    Lir,
    Object,
    Binary,
}

/// The options of a command.
struct Request {
    file: PathBuf,
    output: Option<PathBuf>,
    profile: Profile,
    /// Whether the program keeps what debuggers and profilers want to know.
    debug: bool,
    emit: Emit,
    /// Whether to say how long each step took.
    timings: bool,
    passes: moltc_passes::Options,
    target: Target,
    hash_seed: Option<u32>,
    toolchain: Toolchain,
    /// Whether to say what the program carries.
    size_report: bool,
    /// The program's arguments, for `run`.
    arguments: Vec<OsString>,
}

impl Request {
    /// Reads the options; `None` if help is wanted.
    fn read(name: Name, arguments: Vec<OsString>, base: &Base, style: &mut Style) -> Result<Option<Self>, Failure> {
        let mut options = Options::new(arguments);
        let mut file = None;
        let mut target = Target::host();
        let mut request = Self {
            file: PathBuf::new(),
            output: None,
            profile: if name == Name::Build { Profile::Release } else { Profile::Dev },
            debug: false,
            emit: Emit::Binary,
            timings: false,
            passes: moltc_passes::Options::default(),
            target: Target::ALL[0],
            hash_seed: None,
            toolchain: Toolchain::default(),
            size_report: false,
            arguments: Vec::new(),
        };
        while let Some(item) = options.next()? {
            let option = match item {
                Item::Value(value) if file.is_none() => {
                    file = Some(PathBuf::from(value));
                    if name == Name::Run {
                        request.arguments = options.rest()?;
                    }
                    continue;
                }
                Item::Value(value) => {
                    return Err(Failure::usage(format!("unexpected argument {:?}", value.to_string_lossy())));
                }
                Item::Option(option) => option,
            };
            match option.as_str() {
                "help" | "h" => return Ok(None),
                "json" => *style = Style::Json,
                _ if name == Name::Check => return Err(options.unknown()),
                "profile" => request.profile = Profile::from_name(&options.text()?)?,
                "hash-seed" => request.hash_seed = Some(pipeline::hash_seed(&options.text()?)?),
                "debug" | "g" => request.debug = true,
                "runtime" => request.toolchain.runtime = Some(options.path(base)?),
                "linker" => request.toolchain.linker = Some(program_path(base, options.value()?)),
                "linker-argument" => request.toolchain.linker_arguments.push(options.value()?),
                _ if name == Name::Run => return Err(options.unknown()),
                "output" | "o" => request.output = Some(options.path(base)?),
                "emit" => request.emit = emit(&options.text()?)?,
                "dump-after" => request.passes.dump_after.push(pass(options.text()?)?),
                "dump-facts" => request.passes.dump_facts = true,
                "timings" => request.timings = true,
                "stop-after" => request.passes.stop_after = Some(pass(options.text()?)?),
                "target" => target = Some(pipeline::target(&options.text()?)?),
                "size-report" => request.size_report = true,
                _ => return Err(options.unknown()),
            }
        }
        request.file = file.ok_or_else(|| Failure::usage("no Python file is given"))?;
        request.target = target
            .ok_or_else(|| Failure::usage("there are no programs for this machine; name another one with --target"))?;
        Ok(Some(request))
    }
}

fn emit(name: &str) -> Result<Emit, Failure> {
    match name {
        "ir" => Ok(Emit::Ir),
        "lir" => Ok(Emit::Lir),
        "obj" => Ok(Emit::Object),
        "bin" => Ok(Emit::Binary),
        _ => Err(Failure::usage(format!("--emit is ir, lir, obj or bin, not {name:?}"))),
    }
}

fn pass(name: String) -> Result<String, Failure> {
    if find_pass(&name).is_some() {
        return Ok(name);
    }
    let names: Vec<&str> = PASSES.iter().map(|pass| pass.name).collect();
    Err(Failure::usage(format!("there is no pass {name:?}; the passes are {}", names.join(", "))))
}

fn build(request: &Request, base: &Base) -> Result<Outcome, Failure> {
    if request.emit != Emit::Binary || request.passes.stop_after.is_some() {
        return emit_module(request, base);
    }
    if request.timings {
        return Err(Failure::usage("--timings goes with --emit ir, lir or obj"));
    }
    let output = request.output.as_ref().ok_or_else(|| Failure::usage("--output is missing"))?;
    let mut program = program::load(&request.file, base)?;
    let mut messages = String::new();
    if !request.passes.dump_after.is_empty()
        && let Some(front) = program.modules.get(program::MAIN)
    {
        let outcome = pipeline::optimize(&mut pipeline::build(front)?, &request.passes);
        messages = outcome.dumps.into_iter().map(|(pass, text)| format!("; after {pass}\n{text}\n")).collect();
    }
    let report = link(request, &mut program, output)?;
    Ok(Outcome { messages, output: report.map(|report| report.to_string()).unwrap_or_default(), ..Outcome::default() })
}

/// Makes something of the main file alone.
fn emit_module(request: &Request, base: &Base) -> Result<Outcome, Failure> {
    let shown = request.file.display().to_string();
    let source = files::read(&base.resolve(&request.file), &shown)?;
    let name = request.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut timings = Timings::default();
    let front: Front = timings.measure("front end", || pipeline::front(&name, false, &shown, &source))?;
    let mut module = timings.measure("build", || pipeline::build(&front))?;
    let mut messages = String::new();
    if request.emit != Emit::Ir || request.passes.stop_after.is_some() || !request.passes.dump_after.is_empty() {
        let outcome = pipeline::optimize(&mut module, &request.passes);
        outcome.timings.iter().for_each(|timing| timings.add(timing.pass, timing.time));
        messages = outcome.dumps.into_iter().map(|(pass, text)| format!("; after {pass}\n{text}\n")).collect();
    }
    let content = match request.emit {
        Emit::Lir if request.passes.stop_after.is_none() => {
            let lowered = timings.measure("lower", || pipeline::lower(&module, &front.file));
            lowered.to_string().into_bytes()
        }
        Emit::Object if request.passes.stop_after.is_none() => {
            pipeline::compile(module, &front.file, &[], request.profile, request.target, &mut timings)
        }
        _ => moltc_ir::print_module(&module).into_bytes(),
    };
    if request.timings {
        messages.push_str(&timings.to_string());
    }
    let output = match &request.output {
        Some(path) => {
            files::write(path, &content)?;
            String::new()
        }
        None => String::from_utf8(content).map_err(|_| Failure::usage("--output is missing"))?,
    };
    Ok(Outcome { status: 0, output, messages })
}

/// Compiles all modules and links them.
fn link(request: &Request, program: &mut Program, output: &Path) -> Result<Option<Report>, Failure> {
    // Whether the result can be written and linked shows before the long work.
    drop(files::Output::create(output)?);
    request.toolchain.runtime()?;
    let folder = TemporaryFolder::create()?;
    let mut objects = Vec::new();
    let mut refused = Vec::new();
    let modules: Vec<_> = program.modules.iter().collect();
    let compiled = parallel::map(&modules, |(_, front)| pipeline::object(front, request.profile, request.target));
    for (index, ((name, _), object)) in modules.into_iter().zip(compiled).enumerate() {
        match object {
            Ok(object) => {
                let path = folder.path().join(format!("module{index}.o"));
                files::write(&path, &object)?;
                objects.push((name.clone(), path));
            }
            Err(Failure::Refused(files)) => refused.extend(files),
            Err(other) => return Err(other),
        }
    }
    if !refused.is_empty() {
        return Err(Failure::Refused(refused));
    }
    let linked = linking::Program {
        objects: &objects,
        main: program::MAIN,
        profile: request.profile,
        debug: request.debug,
        target: request.target,
        hash_seed: request.hash_seed,
        size_report: request.size_report,
    };
    linking::link(&linked, &request.toolchain, output)
}

/// Compiles the program to a temporary file and becomes it.
fn run_program(request: &Request, base: &Base) -> Result<Outcome, Failure> {
    let mut program = program::load(&request.file, base)?;
    let folder = TemporaryFolder::create()?;
    let binary = folder.path().join("program");
    link(request, &mut program, &binary)?;
    let fail = |error: &std::io::Error| {
        Failure::environment(format!("cannot run the compiled program: {}", files::reason(error)))
    };
    // The open file keeps the program while its name is removed, so that nothing is left behind when it ends.
    let open = std::fs::File::open(&binary).map_err(|error| fail(&error))?;
    drop(folder);
    let path = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&open));
    let mut command = Command::new(path);
    command.arg0(&request.file).args(&request.arguments);
    if let Some(folder) = std::env::var_os("BUILD_WORKING_DIRECTORY") {
        command.current_dir(folder);
    }
    Err(fail(&command.exec()))
}

#[cfg(test)]
mod tests;
