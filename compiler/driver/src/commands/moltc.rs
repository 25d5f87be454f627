//! `moltc`: one module or one link at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;

use moltc_native::Target;

use crate::arguments::{Item, Options, expand, required};
use crate::failure::{Failure, Outcome, Style};
use crate::files::{self, Base};
use crate::help;
use crate::imports::{self, Import, NATIVE_MODULES};
use crate::linking::{self, Program};
use crate::pipeline::{self, Front, Profile};
use crate::toolchain::{Toolchain, program_path};

/// Runs `moltc` with these arguments.
pub(crate) fn run(arguments: Vec<OsString>, base: &Base) -> Outcome {
    let result = expand(arguments, base).and_then(|arguments| dispatch(arguments, base));
    Outcome::of("moltc", result, Style::for_people())
}

fn dispatch(arguments: Vec<OsString>, base: &Base) -> Result<Outcome, Failure> {
    let mut arguments = arguments.into_iter();
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<OsString> = arguments.collect();
    if rest.iter().any(|argument| argument == "--help" || argument == "-h") {
        return Ok(Outcome::success(help::MOLTC));
    }
    match command.to_str() {
        Some("interface") => interface(rest, base),
        Some("compile") => compile(rest, base),
        Some("link") => link(rest, base),
        Some("--help" | "-h") => Ok(Outcome::success(help::MOLTC)),
        Some("--version" | "-V") => Ok(Outcome::success(super::version("moltc"))),
        Some("") => Err(Failure::usage("no command is given")),
        _ => Err(Failure::usage(format!("unknown command {:?}", command.to_string_lossy()))),
    }
}

/// The options about one module.
#[derive(Default)]
struct Module {
    name: Option<String>,
    package: bool,
    source: Option<PathBuf>,
    display_path: Option<String>,
    output: Option<PathBuf>,
}

impl Module {
    /// Reads an option, if it is about the module.
    fn option(&mut self, name: &str, options: &mut Options, base: &Base) -> Result<bool, Failure> {
        match name {
            "module" => self.name = Some(options.text()?),
            "package" => self.package = true,
            "source" => self.source = Some(options.path(base)?),
            "display-path" => self.display_path = Some(options.text()?),
            "output" => self.output = Some(options.path(base)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Reads and resolves the module; gives the output's path too.
    fn load(self) -> Result<(Front, PathBuf), Failure> {
        let name = required(self.name, "--module")?;
        let source = required(self.source, "--source")?;
        let output = required(self.output, "--output")?;
        let display_path = self.display_path.unwrap_or_else(|| source.display().to_string());
        let bytes = files::read(&source, &display_path)?;
        Ok((pipeline::front(&name, self.package, &display_path, &bytes)?, output))
    }
}

fn interface(arguments: Vec<OsString>, base: &Base) -> Result<Outcome, Failure> {
    let mut options = Options::new(arguments);
    let mut module = Module::default();
    while let Some(item) = options.next()? {
        let known = match &item {
            Item::Option(name) => module.option(name, &mut options, base)?,
            Item::Value(_) => false,
        };
        if !known {
            return Err(unexpected(&item, &options));
        }
    }
    let (front, output) = module.load()?;
    files::write(&output, &moltc_interface::write(&moltc_interface::extract(&front.hir)))?;
    Ok(Outcome::default())
}

fn compile(arguments: Vec<OsString>, base: &Base) -> Result<Outcome, Failure> {
    let mut options = Options::new(arguments);
    let mut module = Module::default();
    let mut interfaces = BTreeMap::new();
    let mut labels = BTreeMap::new();
    let (mut profile, mut target, mut unused) = (None, None, None);
    while let Some(item) = options.next()? {
        match &item {
            Item::Option(name) => match name.as_str() {
                "interface" => {
                    let (name, path) = options.pair()?;
                    interfaces.insert(name, path);
                }
                "unused-inputs" => unused = Some(options.path(base)?),
                "known-module" => {
                    let (name, label) = options.pair()?;
                    labels.insert(name, label);
                }
                "profile" => profile = Some(Profile::from_name(&options.text()?)?),
                "target" => target = Some(pipeline::target(&options.text()?)?),
                other if module.option(other, &mut options, base)? => {}
                _ => return Err(options.unknown()),
            },
            Item::Value(_) => return Err(unexpected(&item, &options)),
        }
    }
    let (profile, target) = (required(profile, "--profile")?, required(target, "--target")?);
    let (front, output) = module.load()?;
    let imports = imports::imports(&front.hir);
    check_imports(&front, &imports, &interfaces, &labels)?;
    let mut unread = String::new();
    for (name, path) in &interfaces {
        if imports.iter().any(|import| import.reads(name)) {
            read_interface(name, &base.resolve(path))?;
        } else {
            // As it was given: that is how the build system knows the file.
            unread.push_str(path);
            unread.push('\n');
        }
    }
    let object = pipeline::object(&front, profile, target)?;
    files::write(&output, &object)?;
    if let Some(list) = unused {
        files::write(&list, unread.as_bytes())?;
    }
    Ok(Outcome::default())
}

/// Reads an interface and checks that it is the one it is said to be.
fn read_interface(name: &str, path: &std::path::Path) -> Result<moltc_interface::ModuleInterface, Failure> {
    let shown = path.display();
    let bytes = files::read(path, &shown.to_string())?;
    let interface = moltc_interface::read(&bytes)
        .map_err(|error| Failure::environment(format!("cannot read the interface {shown}: {error}")))?;
    if interface.module == name {
        Ok(interface)
    } else {
        let found = &interface.module;
        Err(Failure::environment(format!("{shown} is the interface of {found:?}, not of {name:?}")))
    }
}

/// Refuses imports of modules that are not declared.
fn check_imports(
    front: &Front,
    imports: &[Import],
    interfaces: &BTreeMap<String, String>,
    labels: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    let own = front.hir.name.as_str();
    let exists = |name: &str| {
        let inside = |module: &str| module.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
        name == own
            || inside(own)
            || NATIVE_MODULES.contains(&name)
            || interfaces.contains_key(name)
            || interfaces.keys().any(|module| inside(module))
    };
    let diagnostics = imports::check(imports, exists, |name| labels.get(name).cloned());
    if diagnostics.is_empty() { Ok(()) } else { Err(Failure::refused(front.file.clone(), diagnostics)) }
}

fn link(arguments: Vec<OsString>, base: &Base) -> Result<Outcome, Failure> {
    let mut options = Options::new(arguments);
    let mut toolchain = Toolchain::default();
    let mut objects: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut interfaces = BTreeSet::new();
    let mut size_report = false;
    let (mut main, mut profile, mut target, mut output) = (None, None, Target::host(), None);
    let mut hash_seed = None;
    let mut debug = false;
    while let Some(item) = options.next()? {
        let Item::Option(name) = &item else { return Err(unexpected(&item, &options)) };
        match name.as_str() {
            "main" => main = Some(options.text()?),
            "object" => {
                let (name, path) = options.pair()?;
                if let Some(other) = objects.insert(name.clone(), base.resolve(path)) {
                    return Err(Failure::usage(format!("module {name:?} has two objects; one is {}", other.display())));
                }
            }
            "interface" => {
                let (name, path) = options.pair()?;
                read_interface(&name, &base.resolve(path))?;
                interfaces.insert(name);
            }
            "size-report" => size_report = true,
            "runtime" => toolchain.runtime = Some(options.path(base)?),
            "linker" => toolchain.linker = Some(program_path(base, options.value()?)),
            "linker-argument" => toolchain.linker_arguments.push(options.value()?),
            "profile" => profile = Some(Profile::from_name(&options.text()?)?),
            "target" => target = Some(pipeline::target(&options.text()?)?),
            "hash-seed" => hash_seed = Some(pipeline::hash_seed(&options.text()?)?),
            "output" => output = Some(options.path(base)?),
            "debug" => debug = true,
            _ => return Err(options.unknown()),
        }
    }
    if let Some(name) = interfaces.iter().find(|name| !objects.contains_key(*name)) {
        return Err(Failure::usage(format!("module {name:?} has an interface but no object")));
    }
    let objects: Vec<(String, PathBuf)> = objects.into_iter().collect();
    let program = Program {
        objects: &objects,
        main: &required(main, "--main")?,
        profile: required(profile, "--profile")?,
        debug,
        target: required(target, "--target")?,
        hash_seed,
        size_report,
    };
    let report = linking::link(&program, &toolchain, &required(output, "--output")?)?;
    Ok(Outcome::success(report.map(|report| report.to_string()).unwrap_or_default()))
}

/// The failure for something that the command does not take.
fn unexpected(item: &Item, options: &Options) -> Failure {
    match item {
        Item::Option(_) => options.unknown(),
        Item::Value(value) => Failure::usage(format!("unexpected argument {:?}", value.to_string_lossy())),
    }
}

#[cfg(test)]
mod tests;
