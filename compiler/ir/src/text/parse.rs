//! Parses modules.

use molt_abi::intrinsics::Intrinsic;

use super::lexer::{Token, TokenKind, tokens};
use crate::constant::{Constant, PythonString};
use crate::entity::{Block, ConstantId, EntryId, ExitId, FrameSlotId, FunctionId, Local, LocationId, Value};
use crate::function::{
    FrameLayout, FrameSlot, FrameSlotUse, Function, FunctionKind, Location, Parameter, ParameterKind, Phase, SideExit,
};
use crate::instruction::{BlockCall, Immediate, ImmediateKind, Instruction, Numbers, Terminator};
use crate::kind::Kind;
use crate::module::Module;
use crate::op::Op;
use crate::types::{BinaryOperator, BindingKind, CompareOperator, Type, UnaryOperator};

/// Why a text is no module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

type Parsed<T> = Result<T, ParseError>;

/// The module that `text` describes. It is well formed as a text only: run the verifier on it.
pub fn parse_module(text: &str) -> Parsed<Module> {
    let tokens = tokens(text).map_err(|(line, message)| ParseError { line, message })?;
    let mut parser = Parser { tokens, position: 0, module: Module::default() };
    parser.module()?;
    Ok(parser.module)
}

struct Parser {
    tokens: Vec<Token>,
    position: usize,
    module: Module,
}

impl Parser {
    fn peek(&self) -> &TokenKind {
        &self.tokens[self.position].kind
    }

    fn peek_second(&self) -> &TokenKind {
        &self.tokens[(self.position + 1).min(self.tokens.len() - 1)].kind
    }

    fn line(&self) -> u32 {
        self.tokens[self.position].line
    }

    fn advance(&mut self) -> TokenKind {
        let kind = self.peek().clone();
        if kind != TokenKind::End {
            self.position += 1;
        }
        kind
    }

    fn fail<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(ParseError { line: self.line(), message: message.into() })
    }

    fn expected<T>(&self, what: &str) -> Parsed<T> {
        let found = match self.peek() {
            TokenKind::Word(word) => format!("`{word}`"),
            TokenKind::Number(number) => format!("`{number}`"),
            TokenKind::Text(_) | TokenKind::Bytes(_) => "a string".to_string(),
            TokenKind::Mark(mark) => format!("`{mark}`"),
            TokenKind::End => "the end".to_string(),
        };
        self.fail(format!("expected {what}, found {found}"))
    }

    fn is_mark(&self, mark: char) -> bool {
        *self.peek() == TokenKind::Mark(mark)
    }

    fn take_mark(&mut self, mark: char) -> bool {
        let taken = self.is_mark(mark);
        if taken {
            self.position += 1;
        }
        taken
    }

    fn mark(&mut self, mark: char) -> Parsed<()> {
        if self.take_mark(mark) { Ok(()) } else { self.expected(&format!("`{mark}`")) }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), TokenKind::Word(found) if found == word)
    }

    fn take_word(&mut self, word: &str) -> bool {
        let taken = self.is_word(word);
        if taken {
            self.position += 1;
        }
        taken
    }

    fn keyword(&mut self, word: &str) -> Parsed<()> {
        if self.take_word(word) { Ok(()) } else { self.expected(&format!("`{word}`")) }
    }

    fn word<T>(&mut self, what: &str, convert: impl Fn(&str) -> Option<T>) -> Parsed<T> {
        if let TokenKind::Word(word) = self.peek()
            && let Some(value) = convert(word)
        {
            self.position += 1;
            return Ok(value);
        }
        self.expected(what)
    }

    fn number<T: std::str::FromStr>(&mut self, what: &str) -> Parsed<T> {
        if let TokenKind::Number(number) = self.peek()
            && let Ok(value) = number.parse()
        {
            self.position += 1;
            return Ok(value);
        }
        self.expected(what)
    }

    fn text(&mut self) -> Parsed<String> {
        if let TokenKind::Text(code_points) = self.peek()
            && let Some(text) = code_points.iter().map(|&code_point| char::from_u32(code_point)).collect()
        {
            self.position += 1;
            return Ok(text);
        }
        self.expected("a quoted name")
    }

    fn entity(&mut self, prefix: &str) -> Parsed<u32> {
        self.word(&format!("`{prefix}N`"), |word| entity_number(word, prefix))
    }

    fn module(&mut self) -> Parsed<()> {
        self.keyword("module")?;
        self.module.name = self.text()?;
        self.keyword("package")?;
        self.module.package = self.text()?;
        self.keyword("file")?;
        self.module.file_name = self.text()?;
        self.module.is_package = self.take_word("is_package");
        while self.take_word("global") {
            let name = self.text()?;
            self.module.global(&name);
        }
        while *self.peek() != TokenKind::End {
            let id = FunctionId(self.entity(FunctionId::PREFIX)?);
            if id.index() != self.module.functions.len() {
                return self.fail(format!("expected function{}, found {id}", self.module.functions.len()));
            }
            let function = self.function()?;
            self.module.add_function(function);
        }
        Ok(())
    }

    fn function(&mut self) -> Parsed<Function> {
        let name = self.text()?;
        let qualified_name = self.text()?;
        let kind = self.word("a function kind", FunctionKind::from_text)?;
        let mut function = Function::new(&name, &qualified_name, kind);
        function.phase = self.word("a phase", Phase::from_text)?;
        function.is_generator = self.take_word("generator");
        self.keyword("line")?;
        function.first_line = self.number("a line")?;
        self.mark('{')?;
        self.tables(&mut function)?;
        while !self.take_mark('}') {
            self.block(&mut function)?;
        }
        Ok(function)
    }

    fn tables(&mut self, function: &mut Function) -> Parsed<()> {
        if self.take_word("docstring") {
            function.docstring = Some(self.constant()?);
        }
        while self.take_word("parameter") {
            let name = self.text()?;
            let name = self.module.names.intern(&name);
            let kind = self.word("a parameter kind", ParameterKind::from_text)?;
            let has_default = self.take_word("default");
            let hint = self.hint()?;
            function.parameters.push(Parameter { name, kind, has_default, hint });
        }
        while self.starts_entry(Local::PREFIX, function.locals.len())? {
            let name = self.text()?;
            let name = self.module.names.intern(&name);
            let is_cell = self.take_word("cell");
            let local = function.add_local(name, is_cell);
            function.locals[local.index()].hint = self.hint()?;
        }
        while self.take_word("free") {
            let name = self.text()?;
            function.free_variables.push(self.module.names.intern(&name));
        }
        while self.starts_entry(LocationId::PREFIX, function.locations.len())? {
            let (line, column) = self.line_and_column()?;
            let (end_line, end_column) = self.end_of_location()?;
            function.location(Location { line, end_line, column, end_column });
        }
        if self.take_word("frame") {
            let mut frame = FrameLayout { resume_count: self.number("a resume count")?, ..FrameLayout::default() };
            while self.starts_entry(FrameSlotId::PREFIX, frame.slots.len())? {
                let r#type = self.word("a type", Type::from_text)?;
                let purpose = if self.take_word("parameter") {
                    FrameSlotUse::Parameter(self.number("a parameter index")?)
                } else if self.take_word("spill") {
                    FrameSlotUse::Spill
                } else {
                    FrameSlotUse::Local(Local(self.entity(Local::PREFIX)?))
                };
                frame.slots.push(FrameSlot { r#type, purpose });
            }
            function.frame = Some(frame);
        }
        while self.starts_entry(EntryId::PREFIX, function.entries.len())? {
            function.add_entry(Block(self.entity(Block::PREFIX)?));
        }
        while self.starts_entry(ExitId::PREFIX, function.exits.len())? {
            let mut exit = SideExit { entry: EntryId(self.entity(EntryId::PREFIX)?), slots: Vec::new() };
            self.mark('[')?;
            while !self.take_mark(']') {
                exit.slots.push(Local(self.entity(Local::PREFIX)?));
                self.take_mark(',');
            }
            function.add_exit(exit);
        }
        Ok(())
    }

    /// What an annotation says, if anything.
    fn hint(&mut self) -> Parsed<Option<Kind>> {
        if !self.take_word("hint") {
            return Ok(None);
        }
        let mut hint = self.word("a kind", Kind::from_word)?;
        while self.take_mark('|') {
            hint = hint.or(self.word("a kind", Kind::from_word)?);
        }
        Ok(Some(hint))
    }

    /// Whether the next tokens are `prefixN =`, N being `next`; takes them if so.
    fn starts_entry(&mut self, prefix: &str, next: usize) -> Parsed<bool> {
        let TokenKind::Word(word) = self.peek() else { return Ok(false) };
        let Some(number) = entity_number(word, prefix) else { return Ok(false) };
        if number as usize != next {
            return self.expected(&format!("`{prefix}{next}`"));
        }
        self.position += 1;
        self.mark('=')?;
        Ok(true)
    }

    fn line_and_column(&mut self) -> Parsed<(u32, u32)> {
        let line = self.number("a line")?;
        self.mark(':')?;
        Ok((line, self.number("a column")?))
    }

    fn end_of_location(&mut self) -> Parsed<(u32, u32)> {
        // `-9` after a column reads as a negative number.
        let line: i64 = self.number("`-` and the end line")?;
        self.mark(':')?;
        match u32::try_from(-line) {
            Ok(line) => Ok((line, self.number("a column")?)),
            Err(_) => self.fail("expected `-` before the end line"),
        }
    }

    fn block(&mut self, function: &mut Function) -> Parsed<()> {
        let block = Block(self.entity(Block::PREFIX)?);
        if function.layout.contains(&block) {
            return self.fail(format!("{block} is there twice"));
        }
        grow(&mut function.blocks, block.index());
        function.layout.push(block);
        if self.take_mark('(') {
            while !self.take_mark(')') {
                let value = Value(self.entity(Value::PREFIX)?);
                self.mark(':')?;
                let r#type = self.word("a type", Type::from_text)?;
                set_type(function, value, r#type);
                function.block_mut(block).parameters.push(value);
                self.take_mark(',');
            }
        }
        if self.take_word("handler") {
            function.block_mut(block).handler = Some(Block(self.entity(Block::PREFIX)?));
        }
        self.mark(':')?;
        loop {
            if let Some(terminator) = self.terminator()? {
                let location = self.location(function)?;
                let data = function.block_mut(block);
                data.terminator = Some(terminator);
                data.terminator_location = location;
                return Ok(());
            }
            let instruction = self.instruction(function)?;
            function.block_mut(block).instructions.push(instruction);
        }
    }

    fn instruction(&mut self, function: &mut Function) -> Parsed<Instruction> {
        let result = match (self.peek(), self.peek_second()) {
            (TokenKind::Word(_), TokenKind::Mark('=')) => {
                let result = Value(self.entity(Value::PREFIX)?);
                self.mark('=')?;
                Some(result)
            }
            _ => None,
        };
        let op = self.word("an op or a terminator", Op::from_mnemonic)?;
        let line = self.tokens[self.position - 1].line;
        let mut immediates = Vec::new();
        for &(_, kind) in op.row().immediates {
            immediates.push(self.immediate(kind)?);
        }
        let mut operands = Vec::new();
        let on_this_line = |parser: &Self| parser.line() == line;
        if on_this_line(self) && matches!(self.peek(), TokenKind::Word(_)) {
            operands.push(self.value()?);
            while self.take_mark(',') {
                operands.push(self.value()?);
            }
        }
        let location = self.location(function)?;
        let instruction = Instruction { op, immediates, operands, result, location };
        match (result, instruction.result_kind().r#type()) {
            (Some(result), Some(r#type)) => set_type(function, result, r#type),
            (None, None) => {}
            (Some(_), None) => return Err(ParseError { line, message: format!("`{op}` has no result") }),
            (None, Some(_)) => return Err(ParseError { line, message: format!("`{op}` has a result") }),
        }
        Ok(instruction)
    }

    fn value(&mut self) -> Parsed<Value> {
        Ok(Value(self.entity(Value::PREFIX)?))
    }

    fn location(&mut self, function: &Function) -> Parsed<Option<LocationId>> {
        if !self.take_mark('@') {
            return Ok(None);
        }
        let location = LocationId(self.entity(LocationId::PREFIX)?);
        if location.index() >= function.locations.len() {
            return self.fail(format!("there is no {location}"));
        }
        Ok(Some(location))
    }

    fn immediate(&mut self, kind: ImmediateKind) -> Parsed<Immediate> {
        Ok(match kind {
            ImmediateKind::ConstantId => self.constant()?.into(),
            ImmediateKind::NameId => {
                let name = self.text()?;
                self.module.names.intern(&name).into()
            }
            ImmediateKind::GlobalId => {
                let name = self.text()?;
                self.module.global(&name).into()
            }
            ImmediateKind::Local => Local(self.entity(Local::PREFIX)?).into(),
            ImmediateKind::FunctionId => FunctionId(self.entity(FunctionId::PREFIX)?).into(),
            ImmediateKind::FrameSlotId => FrameSlotId(self.entity(FrameSlotId::PREFIX)?).into(),
            ImmediateKind::LocationId => LocationId(self.entity(LocationId::PREFIX)?).into(),
            ImmediateKind::ExitId => ExitId(self.entity(ExitId::PREFIX)?).into(),
            ImmediateKind::Index => Immediate::Index(self.number("an index")?),
            ImmediateKind::BinaryOperator => self.word("a binary operator", BinaryOperator::from_text)?.into(),
            ImmediateKind::UnaryOperator => self.word("a unary operator", UnaryOperator::from_text)?.into(),
            ImmediateKind::CompareOperator => self.word("a comparison", CompareOperator::from_text)?.into(),
            ImmediateKind::BindingKind => self.word("`local` or `free`", BindingKind::from_text)?.into(),
            ImmediateKind::Intrinsic => self.word("an intrinsic", Intrinsic::from_name)?.into(),
            ImmediateKind::Numbers => {
                let mut numbers: Vec<u32> = Vec::new();
                if self.take_mark('[') {
                    while !self.take_mark(']') {
                        numbers.push(self.number("a number")?);
                        self.take_mark(',');
                    }
                }
                if numbers.len() > 2 {
                    return self.fail("at most two numbers");
                }
                Numbers::from(numbers.as_slice()).into()
            }
        })
    }

    fn constant(&mut self) -> Parsed<ConstantId> {
        let constant = match self.advance() {
            TokenKind::Text(code_points) => PythonString::from_code_points(code_points).map(Constant::Str),
            TokenKind::Bytes(code_points) => {
                code_points.iter().map(|&byte| u8::try_from(byte).ok()).collect::<Option<_>>().map(Constant::Bytes)
            }
            TokenKind::Number(number) if number.contains(['.', 'e']) => number.parse().ok().map(Constant::float),
            TokenKind::Number(number) => Constant::int(&number),
            TokenKind::Mark('(') => {
                let mut items = Vec::new();
                while !self.take_mark(')') {
                    items.push(self.constant()?);
                    self.take_mark(',');
                }
                Some(Constant::Tuple(items))
            }
            TokenKind::Word(word) => match word.as_str() {
                "None" => Some(Constant::None),
                "True" => Some(Constant::Bool(true)),
                "False" => Some(Constant::Bool(false)),
                "Ellipsis" => Some(Constant::Ellipsis),
                "NotImplemented" => Some(Constant::NotImplemented),
                "bits" => Some(Constant::Float(self.number("the bits of a float")?)),
                "complex" => Some(Constant::Complex(self.float_bits()?, self.float_bits()?)),
                _ => None,
            },
            _ => None,
        };
        match constant {
            Some(constant) => Ok(self.module.constants.intern(constant)),
            None => {
                self.position -= 1;
                self.expected("a constant")
            }
        }
    }

    fn float_bits(&mut self) -> Parsed<u64> {
        if self.take_word("bits") {
            return self.number("the bits of a float");
        }
        Ok(self.number::<f64>("a float")?.to_bits())
    }

    fn terminator(&mut self) -> Parsed<Option<Terminator>> {
        let TokenKind::Word(word) = self.peek().clone() else { return Ok(None) };
        self.position += 1;
        Ok(Some(match word.as_str() {
            "jump" => Terminator::Jump(self.block_call()?),
            "branch" => {
                let condition = self.value()?;
                self.mark(',')?;
                let then = self.block_call()?;
                self.mark(',')?;
                Terminator::Branch { condition, then, otherwise: self.block_call()? }
            }
            "switch" => {
                let index = self.value()?;
                let mut cases = Vec::new();
                self.mark('[')?;
                while !self.take_mark(']') {
                    let case = self.number("a case")?;
                    self.mark(':')?;
                    cases.push((case, self.block_call()?));
                    self.take_mark(',');
                }
                self.mark(',')?;
                Terminator::Switch { index, cases, default: self.block_call()? }
            }
            "try" => {
                let normal = self.block_call()?;
                self.mark(',')?;
                Terminator::Try { normal, error: self.block_call()? }
            }
            "return" => Terminator::Return(self.value()?),
            "return_error" => Terminator::ReturnError,
            "suspend" => {
                let value = self.value()?;
                self.mark(',')?;
                Terminator::Suspend { value, resume_index: self.number("a resume index")? }
            }
            "unreachable" => Terminator::Unreachable,
            _ => {
                self.position -= 1;
                return Ok(None);
            }
        }))
    }

    fn block_call(&mut self) -> Parsed<BlockCall> {
        let mut call = BlockCall::new(Block(self.entity(Block::PREFIX)?));
        if self.take_mark('(') {
            while !self.take_mark(')') {
                call.arguments.push(self.value()?);
                self.take_mark(',');
            }
        }
        Ok(call)
    }
}

fn entity_number(word: &str, prefix: &str) -> Option<u32> {
    let digits = word.strip_prefix(prefix)?;
    let number: u32 = digits.parse().ok()?;
    // A text may leave numbers out, but not so many that tables become absurd.
    (number < 1 << 24 && number.to_string() == digits).then_some(number)
}

fn set_type(function: &mut Function, value: Value, r#type: Type) {
    if function.values.len() <= value.index() {
        function.values.resize(value.index() + 1, Type::Value);
    }
    function.values[value.index()] = r#type;
}

fn grow<T: Default>(table: &mut Vec<T>, index: usize) {
    while table.len() <= index {
        table.push(T::default());
    }
}
