//! An exception as CPython's `traceback` module prints it: chained exceptions, entries with source lines, notes,
//! groups, suggestions.

use std::collections::BTreeSet;

use molt_abi::{Location, ModuleRecord};
use molt_object::exception::{self, Exception, Traceback};
use molt_object::raised;
use molt_object::{
    Borrowed, CoreType, Downcast, List, ModuleReference, Name, Owned, Result, Str, Tuple, name, type_of,
};
use molt_protocol::{attribute, builtins_module, convert, item, iterate};

use crate::frame;

use super::lines::{self, SourceLines};
use super::{group, standard_modules, syntax_error};

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// How often an entry is repeated before the rest are only counted.
const REPETITIONS: usize = 3;

/// What is printed of one exception, without those it is chained to.
pub(super) struct Report {
    /// Entries of the traceback; empty when there is none.
    pub stack: Vec<String>,
    /// The line with type and message, and notes.
    pub summary: Vec<String>,
    /// The exceptions in a group.
    pub exceptions: Option<Vec<ReportId>>,
    cause: Option<ReportId>,
    context: Option<ReportId>,
    suppress_context: bool,
}

/// Place of a report in [`Reports`].
#[derive(Clone, Copy)]
pub(super) struct ReportId(usize);

/// Everything that is printed: an exception, what it is chained to, the members of groups. Chains may be of any length, so
/// nothing here is recursive but what is printed of groups, whose depth has a limit.
pub(super) struct Reports {
    reports: Vec<Report>,
    /// Addresses of the exceptions.
    seen: BTreeSet<u64>,
}

impl Reports {
    /// The report, with everything it is chained to.
    fn new(exception: Borrowed<'_>) -> (Reports, ReportId) {
        let mut reports = Reports { reports: Vec::new(), seen: BTreeSet::new() };
        let first = reports.add(exception);
        let mut unlinked = vec![(first, exception.own())];
        while let Some((id, exception)) = unlinked.pop() {
            reports.link(id, exception.borrow(), &mut unlinked);
        }
        (reports, first)
    }
    fn add(&mut self, exception: Borrowed<'_>) -> ReportId {
        self.seen.insert(exception.value().bits());
        self.reports.push(Report::new(exception));
        ReportId(self.reports.len() - 1)
    }
    /// Adds the exceptions one is chained to, and those in the group.
    fn link(&mut self, id: ReportId, exception: Borrowed<'_>, unlinked: &mut Vec<(ReportId, Owned)>) {
        let Some(data) = Exception::of(exception) else { return };
        let mut add = |next: Option<Owned>| {
            let next = next.filter(|next| !self.seen.contains(&next.value().bits()))?;
            let id = self.add(next.borrow());
            unlinked.push((id, next));
            Some(id)
        };
        let cause = add(data.cause.get());
        let context = add(data.context.get());
        let is_group = exception::is_instance(exception, CoreType::BaseExceptionGroup);
        let members = if is_group { members(data) } else { Vec::new() };
        let exceptions = members.into_iter().map(|member| {
            let id = self.add(member.borrow());
            unlinked.push((id, member));
            id
        });
        let exceptions: Vec<ReportId> = exceptions.collect();
        let report = &mut self.reports[id.0];
        report.cause = cause;
        report.context = context;
        report.exceptions = is_group.then_some(exceptions);
    }
    /// One of them.
    pub(super) fn get(&self, id: ReportId) -> &Report {
        &self.reports[id.0]
    }
    /// Writes a report after those it is chained to.
    pub(super) fn write(&self, id: ReportId, output: &mut group::Output) {
        let mut chain = vec![(id, None)];
        let mut current = self.get(id);
        loop {
            let (sentence, next) = match (current.cause, current.context) {
                (Some(cause), _) => (CAUSE, cause),
                (None, Some(context)) if !current.suppress_context => (CONTEXT, context),
                _ => break,
            };
            if let Some(last) = chain.last_mut() {
                last.1 = Some(sentence);
            }
            chain.push((next, None));
            current = self.get(next);
        }
        for (id, sentence) in chain.into_iter().rev() {
            if let Some(sentence) = sentence {
                output.emit(sentence, None);
            }
            self.write_own(self.get(id), output);
        }
    }
    fn write_own(&self, report: &Report, output: &mut group::Output) {
        if let Some(exceptions) = &report.exceptions {
            group::write(self, report, exceptions, output);
            return;
        }
        if !report.stack.is_empty() {
            output.emit("Traceback (most recent call last):\n", None);
        }
        for text in report.stack.iter().chain(&report.summary) {
            output.emit(text, None);
        }
    }
}

/// The text that is printed for an uncaught exception, with everything it is chained to.
pub fn format(exception: Borrowed<'_>) -> String {
    let (reports, first) = Reports::new(exception);
    let mut output = group::Output::default();
    reports.write(first, &mut output);
    output.text
}

/// The text that is printed for an exception that nobody can catch: no chain, no group, no notes, no marks.
pub fn format_plain(exception: Borrowed<'_>) -> String {
    let stack = format_stack(entries(Exception::of(exception)), false);
    let mut text = String::new();
    if !stack.is_empty() {
        text.push_str("Traceback (most recent call last):\n");
    }
    text.extend(stack);
    text.push_str(&type_name(exception));
    let message = safe_text(exception, "exception", convert::str);
    if !message.is_empty() {
        text.push_str(": ");
        text.push_str(&message);
    }
    text.push('\n');
    text
}

/// The result, or None after dropping the exception.
fn ignoring<T>(result: Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(raised) => {
            drop(raised::take(raised));
            None
        }
    }
}

/// `str(value)` as it is shown; surrogates are escaped, as writing to `sys.stderr` does.
pub fn safe_text(value: Borrowed<'_>, what: &str, function: fn(Borrowed<'_>) -> Result) -> String {
    let function_name = if what == "__notes__" { "repr" } else { "str" };
    match ignoring(function(value)) {
        Some(text) => text.borrow().downcast::<Str>().map(escaped).unwrap_or_default(),
        None => format!("<{what} {function_name}() failed>"),
    }
}

/// Rust text of a str; surrogates are escaped.
pub(super) fn escaped(text: &Str) -> String {
    let mut result = String::new();
    for code_point in text.code_points() {
        match char::from_u32(code_point) {
            Some(character) => result.push(character),
            None => result.push_str(&format!("\\u{code_point:04x}")),
        }
    }
    result
}

/// The type's name with its module, unless that is `builtins` or `__main__`.
fn type_name(exception: Borrowed<'_>) -> String {
    let class = type_of(exception).own();
    let text = |name: Name| ignoring(attribute::get(class.borrow(), name.str()));
    let qualified = text(name!(QualName)).and_then(|name| name.borrow().downcast::<Str>().map(escaped));
    let qualified = qualified.unwrap_or_else(|| type_of(exception).name());
    let module = text(name!(Module));
    match module.as_ref().and_then(|module| module.borrow().downcast::<Str>()) {
        Some(module) if module.equals_rust("builtins") || module.equals_rust("__main__") => qualified,
        Some(module) => format!("{}.{qualified}", escaped(module)),
        None => format!("<unknown>.{qualified}"),
    }
}

/// Entries of an exception's traceback, outermost first.
fn entries(exception: Option<&Exception>) -> impl Iterator<Item = Owned> {
    let first = exception.and_then(|exception| exception.traceback.get());
    core::iter::successors(first, |entry| entry.borrow().payload::<Traceback>().and_then(|entry| entry.next.get()))
}

/// The source text of the module that was asked for last: most entries of a stack are of the same one as the entry before.
#[derive(Default)]
struct LastSource(Option<(*const ModuleRecord, Vec<u8>)>);

impl LastSource {
    fn of(&mut self, module: ModuleReference) -> &[u8] {
        let key = module.as_pointer();
        if self.0.as_ref().is_none_or(|(known, _)| *known != key) {
            let (block, length) = module.compressed_source();
            // The compiler made the block; a module without a source has none.
            self.0 = Some((key, lz4_flex::block::decompress(block, length).unwrap_or_default()));
        }
        self.0.as_ref().map_or(&[], |(_, text)| text)
    }
}

/// One entry; `is_marked` says whether what failed is marked in the line.
fn format_entry(entry: &Traceback, is_marked: bool, source: &mut LastSource) -> String {
    let (code, line) = (entry.code(), entry.line().unwrap_or_default());
    let module = code.module();
    let text = |value: Borrowed<'_>| value.downcast::<Str>().map(escaped).unwrap_or_default();
    // 3.14 shows the function's qualified name in nothing but the code object; tracebacks have the plain one.
    let mut result = format!("  File \"{}\", line {line}, in {}\n", text(module.file()), text(code.name()));
    if let Some(mut location) = entry.location() {
        if !is_marked {
            location = Location { end_line: location.line, column: 0, end_column: 0, ..location };
        }
        let source = SourceLines::new(source.of(module), location.line, location.end_line);
        result.push_str(&lines::format(&source, location));
    }
    result
}

fn format_stack(entries: impl Iterator<Item = Owned>, is_marked: bool) -> Vec<String> {
    let mut stack = Vec::new();
    let mut last = None;
    let mut count = 0;
    let mut source = LastSource::default();
    let repeated = |count: usize| {
        (count > REPETITIONS).then(|| {
            let count = count - REPETITIONS;
            format!("  [Previous line repeated {count} more time{}]\n", if count > 1 { "s" } else { "" })
        })
    };
    for entry in entries {
        let Some(entry) = entry.borrow().payload::<Traceback>() else { continue };
        let code = entry.code();
        let key = (code.module().as_pointer(), entry.line(), code.name().value().bits());
        if last != Some(key) {
            stack.extend(repeated(count));
            last = Some(key);
            count = 0;
        }
        count += 1;
        if count <= REPETITIONS {
            stack.push(format_entry(entry, is_marked, &mut source));
        }
    }
    stack.extend(repeated(count));
    stack
}

impl Report {
    fn new(exception: Borrowed<'_>) -> Report {
        let data = Exception::of(exception);
        let mut summary = if exception::is_instance(exception, CoreType::SyntaxError) {
            syntax_error::format(exception, &type_name(exception))
        } else {
            let mut message = safe_text(exception, "exception", convert::str);
            message.push_str(&suggestion(exception, entries(data).last()));
            let class = type_name(exception);
            vec![if message.is_empty() { format!("{class}\n") } else { format!("{class}: {message}\n") }]
        };
        summary.extend(notes(exception));
        Report {
            stack: format_stack(entries(data), true),
            summary,
            exceptions: None,
            cause: None,
            context: None,
            suppress_context: data.is_some_and(|data| data.suppress_context.get()),
        }
    }
}

/// The exceptions in a group.
fn members(data: &Exception) -> Vec<Owned> {
    let Some(members) = data.field("exceptions") else { return Vec::new() };
    members.borrow().downcast::<Tuple>().map(|members| members.iter().map(Borrowed::own).collect()).unwrap_or_default()
}

fn notes(exception: Borrowed<'_>) -> Vec<String> {
    let Some(notes) = ignoring(attribute::find(exception, name!(Notes).str())).flatten() else { return Vec::new() };
    let items: Option<Vec<Owned>> = if let Some(list) = List::of(notes.borrow()) {
        list.to_vec().map_err(|raised| drop(raised::take(raised))).ok()
    } else {
        notes.borrow().downcast::<Tuple>().map(|tuple| tuple.iter().map(Borrowed::own).collect())
    };
    match items {
        Some(items) => items
            .iter()
            .flat_map(|note| {
                let text = safe_text(note.borrow(), "note", convert::str);
                text.split('\n').map(|line| format!("{line}\n")).collect::<Vec<_>>()
            })
            .collect(),
        None if notes.borrow().is_none() => Vec::new(),
        None => vec![format!("{}\n", safe_text(notes.borrow(), "__notes__", convert::repr))],
    }
}

/// Collects the names a wrong one may have been meant for, given the innermost frame.
type Candidates = fn(&Exception, &str, Option<Owned>) -> Vec<String>;

/// What is added to the message of NameError, AttributeError and ImportError.
fn suggestion(exception: Borrowed<'_>, innermost: Option<Owned>) -> String {
    let is = |core: CoreType| exception::is_instance(exception, core);
    let (field, candidates): (&str, Candidates) = if is(CoreType::ImportError) {
        ("name_from", module_candidates)
    } else if is(CoreType::NameError) {
        ("name", name_candidates)
    } else if is(CoreType::AttributeError) {
        ("name", attribute_candidates)
    } else {
        return String::new();
    };
    let Some(data) = Exception::of(exception) else { return String::new() };
    let Some(wrong) = data.field(field).and_then(|name| name.borrow().downcast::<Str>().map(Str::to_rust)) else {
        return String::new();
    };
    let innermost = innermost.and_then(|entry| Some(entry.borrow().payload::<Traceback>()?.frame.clone()));
    let candidates = candidates(data, &wrong, innermost);
    let found = match &candidates[..] {
        // What the instance has is suggested however different it looks.
        [own] if own.strip_prefix("self.") == Some(&wrong) => Some(own.as_str()),
        _ => molt_protocol::parameters::closest(&wrong, &candidates),
    };
    let mut text = found.map(|found| format!(". Did you mean: '{found}'?")).unwrap_or_default();
    if is(CoreType::NameError) && standard_modules::is_standard_module(&wrong) {
        text.push_str(if found.is_some() { " Or did you forget to import '" } else { ". Did you forget to import '" });
        text.push_str(&wrong);
        text.push_str("'?");
    }
    text
}

/// The local variable `self` of a frame.
fn own_self(frame: &Owned) -> Option<Owned> {
    let locals = ignoring(frame::readable_locals(frame.borrow()))?;
    ignoring(item::get(locals.borrow(), Str::from_rust("self").borrow()))
}

/// Sorted `dir(object)`, without underscored names unless `shows_all`.
fn names_of(object: Borrowed<'_>, shows_all: bool) -> Vec<String> {
    let listed = ignoring(attribute::call_special(object, name!(Dir), &[])).flatten();
    let mut names: Vec<String> = Vec::new();
    for name in listed.map(texts).unwrap_or_default() {
        if shows_all || !name.starts_with('_') {
            // Not worth the code of a sort in every program.
            names.insert(names.partition_point(|before| *before <= name), name);
        }
    }
    names
}

/// The strs in an iterable.
fn texts(iterable: Owned) -> Vec<String> {
    let items = ignoring(iterate::to_vec(iterable.borrow())).unwrap_or_default();
    items.iter().filter_map(|item| item.borrow().downcast::<Str>().map(Str::to_rust)).collect()
}

fn attribute_candidates(data: &Exception, wrong: &str, frame: Option<Owned>) -> Vec<String> {
    let Some(object) = data.field("obj") else { return Vec::new() };
    let is_own = || frame.as_ref().and_then(own_self).is_some_and(|own| own.is(object.borrow()));
    names_of(object.borrow(), wrong.starts_with('_') || is_own())
}

fn module_candidates(data: &Exception, wrong: &str, _frame: Option<Owned>) -> Vec<String> {
    let modules = molt_object::token().interpreter().modules.loaded.get();
    let module = modules
        .zip(data.field("name"))
        .and_then(|(modules, name)| ignoring(item::get(modules.borrow(), name.borrow())));
    module.map(|module| names_of(module.borrow(), wrong.starts_with('_'))).unwrap_or_default()
}

/// Names visible in the innermost frame: locals, globals, builtins. When the instance that a method runs for has the wrong
/// name as an attribute, nothing but that.
fn name_candidates(_data: &Exception, wrong: &str, frame: Option<Owned>) -> Vec<String> {
    let Some(frame) = frame else { return Vec::new() };
    let name = Str::from_rust(wrong);
    let has_it = |own: Owned| ignoring(attribute::get(own.borrow(), attribute_name(&name)?)).map(drop);
    if own_self(&frame).and_then(has_it).is_some() {
        return vec![format!("self.{wrong}")];
    }
    let globals = frame::globals(frame::expect(frame.borrow()).frame().code());
    let namespaces =
        [ignoring(frame::readable_locals(frame.borrow())), ignoring(globals), Some(builtins_module::namespace())];
    let constants = ["None", "True", "False"].map(str::to_owned);
    namespaces.into_iter().flatten().flat_map(texts).chain(constants).collect()
}

fn attribute_name(name: &Owned) -> Option<&Str> {
    name.borrow().downcast::<Str>()
}
