//! Prints modules and functions.

use std::fmt::Write;

use crate::constant::Constant;
use crate::control_flow::reverse_postorder;
use crate::entity::{Block, ConstantId, FunctionId, NameId, Value};
use crate::facts::Facts;
use crate::function::{FrameSlotUse, Function};
use crate::instruction::{BlockCall, Immediate, Instruction, Terminator};
use crate::kind::Kind;
use crate::module::Module;

/// The whole module.
pub fn print_module(module: &Module) -> String {
    print_module_with(module, print_function)
}

/// The whole module, with what is known of each value as comments.
pub fn print_module_with_facts(module: &Module) -> String {
    print_module_with(module, |module, id| {
        let function = module.function(id);
        let facts = Facts::compute(module, function, &reverse_postorder(function));
        print_function_with(module, id, Some(&facts))
    })
}

fn print_module_with(module: &Module, print_function: impl Fn(&Module, FunctionId) -> String) -> String {
    let mut out = String::new();
    let kind = if module.is_package { " is_package" } else { "" };
    let [name, package, file] = [&module.name, &module.package, &module.file_name].map(|text| quote(text));
    line(&mut out, format_args!("module {name} package {package} file {file}{kind}"));
    for (_, name) in module.globals() {
        line(&mut out, format_args!("global {}", quote_name(module, name)));
    }
    for index in 0..module.functions.len() {
        out.push('\n');
        out.push_str(&print_function(module, FunctionId::from_index(index)));
    }
    out
}

/// One function of the module.
pub fn print_function(module: &Module, id: FunctionId) -> String {
    print_function_with(module, id, None)
}

fn print_function_with(module: &Module, id: FunctionId, facts: Option<&Facts>) -> String {
    let function = module.function(id);
    let mut out = String::new();
    let generator = if function.is_generator { " generator" } else { "" };
    line(
        &mut out,
        format_args!(
            "{id} {} {} {} {}{generator} line {} {{",
            quote(&function.name),
            quote(&function.qualified_name),
            function.kind,
            function.phase,
            function.first_line
        ),
    );
    print_tables(&mut out, module, function);
    for &block in &function.layout {
        print_block(&mut out, module, function, block, facts);
    }
    out.push_str("}\n");
    out
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("writing to a String cannot fail");
}

fn print_tables(out: &mut String, module: &Module, function: &Function) {
    if let Some(docstring) = function.docstring {
        line(out, format_args!("  docstring {}", print_constant(module, docstring)));
    }
    for parameter in &function.parameters {
        let default = if parameter.has_default { " default" } else { "" };
        let (name, hint) = (quote_name(module, parameter.name), hint_text(parameter.hint));
        line(out, format_args!("  parameter {name} {}{default}{hint}", parameter.kind));
    }
    for (index, local) in function.locals.iter().enumerate() {
        let cell = if local.is_cell { " cell" } else { "" };
        line(out, format_args!("  local{index} = {}{cell}{}", quote_name(module, local.name), hint_text(local.hint)));
    }
    for &name in &function.free_variables {
        line(out, format_args!("  free {}", quote_name(module, name)));
    }
    for (index, location) in function.locations.iter().enumerate() {
        line(
            out,
            format_args!(
                "  loc{index} = {}:{}-{}:{}",
                location.line, location.column, location.end_line, location.end_column
            ),
        );
    }
    if let Some(frame) = &function.frame {
        line(out, format_args!("  frame {}", frame.resume_count));
        for (index, slot) in frame.slots.iter().enumerate() {
            let purpose = match slot.purpose {
                FrameSlotUse::Parameter(index) => format!("parameter {index}"),
                FrameSlotUse::Local(local) => format!("{local}"),
                FrameSlotUse::Spill => "spill".to_string(),
            };
            line(out, format_args!("  slot{index} = {} {purpose}", slot.r#type));
        }
    }
    for (index, block) in function.entries.iter().enumerate() {
        line(out, format_args!("  entry{index} = {block}"));
    }
    for (index, exit) in function.exits.iter().enumerate() {
        let slots: Vec<String> = exit.slots.iter().map(ToString::to_string).collect();
        line(out, format_args!("  exit{index} = {} [{}]", exit.entry, slots.join(", ")));
    }
}

fn hint_text(hint: Option<Kind>) -> String {
    hint.map(|hint| format!(" hint {hint}")).unwrap_or_default()
}

fn print_block(out: &mut String, module: &Module, function: &Function, block: Block, facts: Option<&Facts>) {
    let data = function.block(block);
    let parameters: Vec<String> =
        data.parameters.iter().map(|&value| format!("{value}: {}", function.value_type(value))).collect();
    let parameters = if parameters.is_empty() { String::new() } else { format!("({})", parameters.join(", ")) };
    let handler = data.handler.map(|handler| format!(" handler {handler}")).unwrap_or_default();
    line(out, format_args!("{block}{parameters}{handler}:"));
    let known = |value: Value| facts.filter(|_| function.value_type(value).is_value()).map(|facts| facts.of(value));
    for &parameter in &data.parameters {
        if let Some(fact) = known(parameter) {
            line(out, format_args!("  ; {parameter}: {fact}"));
        }
    }
    for instruction in &data.instructions {
        let fact = instruction.result.and_then(known).map(|fact| format!("  ; {fact}")).unwrap_or_default();
        line(out, format_args!("  {}{fact}", instruction_text(module, instruction)));
    }
    if let Some(terminator) = &data.terminator {
        let location = data.terminator_location.map(|location| format!(" @{location}")).unwrap_or_default();
        line(out, format_args!("  {}{location}", terminator_text(terminator)));
    }
}

fn instruction_text(module: &Module, instruction: &Instruction) -> String {
    let mut text = String::new();
    if let Some(result) = instruction.result {
        text.push_str(&format!("{result} = "));
    }
    text.push_str(instruction.op.row().mnemonic);
    for immediate in &instruction.immediates {
        let printed = immediate_text(module, *immediate);
        if !printed.is_empty() {
            text.push(' ');
            text.push_str(&printed);
        }
    }
    for (index, operand) in instruction.operands.iter().enumerate() {
        text.push_str(if index == 0 { " " } else { ", " });
        text.push_str(&operand.to_string());
    }
    if let Some(location) = instruction.location {
        text.push_str(&format!(" @{location}"));
    }
    text
}

fn immediate_text(module: &Module, immediate: Immediate) -> String {
    match immediate {
        Immediate::ConstantId(id) => print_constant(module, id),
        Immediate::NameId(id) => quote_name(module, id),
        Immediate::Local(local) => local.to_string(),
        Immediate::GlobalId(id) => quote_name(module, module.global_name(id)),
        Immediate::FunctionId(id) => id.to_string(),
        Immediate::FrameSlotId(id) => id.to_string(),
        Immediate::LocationId(id) => id.to_string(),
        Immediate::ExitId(id) => id.to_string(),
        Immediate::Index(index) => index.to_string(),
        Immediate::BinaryOperator(operator) => operator.to_string(),
        Immediate::UnaryOperator(operator) => operator.to_string(),
        Immediate::CompareOperator(operator) => operator.to_string(),
        Immediate::BindingKind(kind) => kind.to_string(),
        Immediate::Intrinsic(intrinsic) => intrinsic.signature().name.to_string(),
        Immediate::Numbers(numbers) if numbers.as_slice().is_empty() => String::new(),
        Immediate::Numbers(numbers) => format!("{:?}", numbers.as_slice()),
    }
}

fn terminator_text(terminator: &Terminator) -> String {
    match terminator {
        Terminator::Jump(target) => format!("jump {}", call_text(target)),
        Terminator::Branch { condition, then, otherwise } => {
            format!("branch {condition}, {}, {}", call_text(then), call_text(otherwise))
        }
        Terminator::Switch { index, cases, default } => {
            let cases: Vec<String> = cases.iter().map(|(case, call)| format!("{case}: {}", call_text(call))).collect();
            format!("switch {index} [{}], {}", cases.join(", "), call_text(default))
        }
        Terminator::Try { normal, error } => format!("try {}, {}", call_text(normal), call_text(error)),
        Terminator::Return(value) => format!("return {value}"),
        Terminator::ReturnError => "return_error".to_string(),
        Terminator::Suspend { value, resume_index } => format!("suspend {value}, {resume_index}"),
        Terminator::Unreachable => "unreachable".to_string(),
    }
}

fn call_text(call: &BlockCall) -> String {
    if call.arguments.is_empty() {
        return call.block.to_string();
    }
    let arguments: Vec<String> = call.arguments.iter().map(ToString::to_string).collect();
    format!("{}({})", call.block, arguments.join(", "))
}

/// A constant as it stands in the text.
pub fn print_constant(module: &Module, id: ConstantId) -> String {
    match module.constants.get(id) {
        Constant::None => "None".to_string(),
        Constant::Bool(true) => "True".to_string(),
        Constant::Bool(false) => "False".to_string(),
        Constant::Ellipsis => "Ellipsis".to_string(),
        Constant::NotImplemented => "NotImplemented".to_string(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Float(bits) => float_text(*bits),
        Constant::Complex(real, imaginary) => format!("complex {} {}", float_text(*real), float_text(*imaginary)),
        Constant::Str(text) => quote_code_points(text.code_points()),
        Constant::Bytes(bytes) => format!("b{}", quote_code_points(bytes.iter().map(|&byte| u32::from(byte)))),
        Constant::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|&item| print_constant(module, item)).collect();
            format!("({})", items.join(", "))
        }
    }
}

fn float_text(bits: u64) -> String {
    let value = f64::from_bits(bits);
    if value.is_finite() { format!("{value:?}") } else { format!("bits {bits}") }
}

fn quote_name(module: &Module, name: NameId) -> String {
    quote(module.names.get(name))
}

fn quote(text: &str) -> String {
    quote_code_points(text.chars().map(u32::from))
}

fn quote_code_points(code_points: impl Iterator<Item = u32>) -> String {
    let mut out = String::from("\"");
    for code_point in code_points {
        match code_point {
            0x22 => out.push_str("\\\""),
            0x5C => out.push_str("\\\\"),
            0x0A => out.push_str("\\n"),
            0x20..=0x7E => out.push(char::from_u32(code_point).expect("printable ASCII")),
            _ => out.push_str(&format!("\\u{{{code_point:x}}}")),
        }
    }
    out.push('"');
    out
}
