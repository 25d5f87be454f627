//! Reads the text form. Numbers in the text are kept, so printing the result gives the same text.

mod lexer;

use std::fmt;

use crate::entities::{Block, Slot, Symbol, Value};
use crate::function::{BlockCall, BlockData, Function, Instruction, InstructionData, SlotData, Terminator};
use crate::module::{Access, Data, Linkage, Module, SymbolKind};
use crate::operators::{
    BinaryOperator, FloatCondition, IntCondition, LoadKind, OverflowOperator, StoreKind, UnaryOperator,
};
use crate::types::{ParameterType, Signature, Type};
use lexer::{Lexer, Token};

/// A mistake in the text and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

type Result<T> = std::result::Result<T, ParseError>;

/// Parses a module. The result is not verified.
pub fn parse_module(text: &str) -> Result<Module> {
    let mut parser = Parser { lexer: Lexer::new(text)?, module: Module::default() };
    parser.keyword("module")?;
    parser.module.name = parser.string()?;
    parser.keyword("source")?;
    parser.module.source_path = parser.string()?;
    while let Token::Word(word) = parser.lexer.peek().clone() {
        match word.as_str() {
            "import" => parser.declaration(Linkage::Import)?,
            "local" => parser.declaration(Linkage::Local)?,
            "export" => parser.declaration(Linkage::Export)?,
            "data" => parser.data()?,
            "function" => parser.function()?,
            _ => return Err(parser.lexer.error(format!("unexpected {word:?}"))),
        }
    }
    match parser.lexer.peek() {
        Token::End => Ok(parser.module),
        other => Err(parser.lexer.error(format!("unexpected {other}"))),
    }
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    module: Module,
}

/// A function under construction: types arrive with definitions, which may follow uses.
#[derive(Default)]
struct Body {
    values: Vec<Option<Type>>,
    slots: Vec<SlotData>,
    blocks: Vec<BlockData>,
}

impl Parser<'_> {
    fn keyword(&mut self, expected: &str) -> Result<()> {
        match self.lexer.next()? {
            Token::Word(word) if word == expected => Ok(()),
            other => Err(self.lexer.error(format!("expected {expected:?}, found {other}"))),
        }
    }

    fn punctuation(&mut self, expected: &'static str) -> Result<()> {
        match self.lexer.next()? {
            Token::Punctuation(found) if found == expected => Ok(()),
            other => Err(self.lexer.error(format!("expected {expected:?}, found {other}"))),
        }
    }

    fn accept(&mut self, expected: &'static str) -> Result<bool> {
        if *self.lexer.peek() == Token::Punctuation(expected) {
            self.lexer.next()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn accept_word(&mut self, expected: &str) -> Result<bool> {
        if matches!(self.lexer.peek(), Token::Word(word) if word == expected) {
            self.lexer.next()?;
            return Ok(true);
        }
        Ok(false)
    }

    fn word(&mut self) -> Result<String> {
        match self.lexer.next()? {
            Token::Word(word) => Ok(word),
            other => Err(self.lexer.error(format!("expected a word, found {other}"))),
        }
    }

    fn string(&mut self) -> Result<String> {
        match self.lexer.next()? {
            Token::String(text) => Ok(text),
            other => Err(self.lexer.error(format!("expected a string, found {other}"))),
        }
    }

    fn integer(&mut self) -> Result<i128> {
        match self.lexer.next()? {
            Token::Integer(value) => Ok(value),
            other => Err(self.lexer.error(format!("expected an integer, found {other}"))),
        }
    }

    fn number<T: TryFrom<i128>>(&mut self) -> Result<T> {
        let value = self.integer()?;
        T::try_from(value).map_err(|_| self.lexer.error(format!("{value} is out of range")))
    }

    fn symbol_name(&mut self) -> Result<String> {
        match self.lexer.next()? {
            Token::Symbol(name) => Ok(name),
            other => Err(self.lexer.error(format!("expected a symbol, found {other}"))),
        }
    }

    fn symbol(&mut self) -> Result<Symbol> {
        let name = self.symbol_name()?;
        self.module.symbols.find(&name).ok_or_else(|| self.lexer.error(format!("symbol {name:?} is not declared")))
    }

    fn entity(&mut self, prefix: &str) -> Result<u32> {
        let word = self.word()?;
        let number = word.strip_prefix(prefix).and_then(|digits| digits.parse().ok());
        number.ok_or_else(|| self.lexer.error(format!("expected {prefix} and a number, found {word:?}")))
    }

    fn value(&mut self) -> Result<Value> {
        self.entity("v").map(Value)
    }

    fn offset(&mut self) -> Result<i64> {
        let negative = match self.lexer.peek() {
            Token::Punctuation("+") => false,
            Token::Punctuation("-") => true,
            _ => return Ok(0),
        };
        self.lexer.next()?;
        let magnitude = self.integer()?;
        let offset = if negative { -magnitude } else { magnitude };
        i64::try_from(offset).map_err(|_| self.lexer.error("offset out of range".into()))
    }

    fn short_offset(&mut self) -> Result<i32> {
        let offset = self.offset()?;
        i32::try_from(offset).map_err(|_| self.lexer.error("offset out of range".into()))
    }

    fn signature(&mut self) -> Result<Signature> {
        let mut signature = Signature::default();
        self.punctuation("(")?;
        if !self.accept(")")? {
            loop {
                signature.parameters.push(self.parameter_type()?);
                if !self.accept(",")? {
                    break;
                }
            }
            self.punctuation(")")?;
        }
        if self.accept("->")? {
            signature.result = Some(self.parameter_type()?);
        }
        Ok(signature)
    }

    fn parameter_type(&mut self) -> Result<ParameterType> {
        let word = self.word()?;
        ParameterType::from_name(&word).ok_or_else(|| self.lexer.error(format!("{word:?} is not a parameter type")))
    }

    fn value_type(&mut self) -> Result<Type> {
        let word = self.word()?;
        Type::from_name(&word).ok_or_else(|| self.lexer.error(format!("{word:?} is not a type")))
    }

    fn declaration(&mut self, linkage: Linkage) -> Result<()> {
        self.lexer.next()?;
        let is_function = match self.word()?.as_str() {
            "function" => true,
            "data" => false,
            other => {
                return Err(self.lexer.error(format!("expected function or data, found {other:?}")));
            }
        };
        let name = self.symbol_name()?;
        let kind = if is_function { SymbolKind::Function(self.signature()?) } else { SymbolKind::Data };
        if self.module.symbols.find(&name).is_some() {
            return Err(self.lexer.error(format!("symbol {name:?} is declared twice")));
        }
        self.module.symbols.declare(&name, kind, linkage);
        Ok(())
    }

    fn data(&mut self) -> Result<()> {
        self.keyword("data")?;
        let symbol = self.symbol()?;
        let access = match self.word()?.as_str() {
            "constant" => Access::Constant,
            "writable" => Access::Writable,
            other => {
                return Err(self.lexer.error(format!("expected constant or writable, found {other:?}")));
            }
        };
        self.keyword("align")?;
        let alignment = self.number()?;
        let mut data = Data::new(symbol, alignment, access);
        self.punctuation("{")?;
        while !self.accept("}")? {
            match self.word()?.as_str() {
                "bytes" => {
                    let digits = self.lexer.hexadecimal()?;
                    data.push_bytes(&digits);
                }
                "address" => {
                    let target = self.symbol()?;
                    let addend = self.offset()?;
                    data.push_address(target, addend);
                }
                "zeros" => data.zeros = self.number()?,
                other => return Err(self.lexer.error(format!("unexpected {other:?} in data"))),
            }
        }
        self.module.data.push(data);
        Ok(())
    }

    fn function(&mut self) -> Result<()> {
        self.keyword("function")?;
        let symbol = self.symbol()?;
        let is_compact = self.accept_word("compact")?;
        self.punctuation("{")?;
        let mut body = Body::default();
        loop {
            if self.accept("}")? {
                break;
            }
            let word = self.word()?;
            if word.starts_with("slot") {
                self.punctuation("=")?;
                self.keyword("stack")?;
                let size = self.number()?;
                if word != Slot::from_index(body.slots.len()).to_string() {
                    return Err(self.lexer.error(format!("{word} is out of order")));
                }
                body.slots.push(SlotData { size });
            } else if word == Block::from_index(body.blocks.len()).to_string() {
                self.block(&mut body)?;
            } else {
                return Err(self.lexer.error(format!("expected block{}, found {word:?}", body.blocks.len())));
            }
        }
        let values = body.values.into_iter().map(|value_type| value_type.unwrap_or(Type::I64)).collect();
        self.module.functions.push(Function { symbol, is_compact, slots: body.slots, values, blocks: body.blocks });
        Ok(())
    }

    fn definition(&mut self, body: &mut Body) -> Result<Value> {
        let value = self.value()?;
        self.punctuation(":")?;
        let value_type = self.value_type()?;
        if value.0 > 1 << 24 {
            return Err(self.lexer.error(format!("{value} is too large a number")));
        }
        if body.values.len() <= value.index() {
            body.values.resize(value.index() + 1, None);
        }
        body.values[value.index()] = Some(value_type);
        Ok(value)
    }

    fn block(&mut self, body: &mut Body) -> Result<()> {
        let mut parameters = Vec::new();
        if self.accept("(")? {
            loop {
                parameters.push(self.definition(body)?);
                if !self.accept(",")? {
                    break;
                }
            }
            self.punctuation(")")?;
        }
        let cold = self.accept_word("cold")?;
        self.punctuation(":")?;
        let mut instructions = Vec::new();
        loop {
            if let Some(terminator) = self.terminator()? {
                let terminator_line = self.line()?;
                body.blocks.push(BlockData { parameters, cold, instructions, terminator, terminator_line });
                return Ok(());
            }
            let mut results = [None, None];
            if matches!(self.lexer.peek(), Token::Word(word) if is_value(word)) {
                results[0] = Some(self.definition(body)?);
                if self.accept(",")? {
                    results[1] = Some(self.definition(body)?);
                }
                self.punctuation("=")?;
            }
            let instruction = self.instruction()?;
            let line = self.line()?;
            instructions.push(InstructionData { instruction, results, line });
        }
    }

    fn line(&mut self) -> Result<u32> {
        if self.accept("!")? { self.number() } else { Ok(0) }
    }

    fn terminator(&mut self) -> Result<Option<Terminator>> {
        let Token::Word(word) = self.lexer.peek().clone() else {
            return Ok(None);
        };
        if !matches!(word.as_str(), "jump" | "branch" | "switch" | "return" | "trap") {
            return Ok(None);
        }
        self.lexer.next()?;
        Ok(Some(match word.as_str() {
            "jump" => Terminator::Jump(self.target()?),
            "branch" => {
                let flag = self.value()?;
                self.punctuation(",")?;
                let then = self.target()?;
                self.punctuation(",")?;
                Terminator::Branch(flag, then, self.target()?)
            }
            "switch" => {
                let index = self.value()?;
                self.punctuation(",")?;
                self.punctuation("[")?;
                let mut targets = Vec::new();
                if !self.accept("]")? {
                    loop {
                        targets.push(self.target()?);
                        if !self.accept(",")? {
                            break;
                        }
                    }
                    self.punctuation("]")?;
                }
                self.punctuation(",")?;
                Terminator::Switch(index, targets, self.target()?)
            }
            "return" if matches!(self.lexer.peek(), Token::Word(word) if is_value(word)) => {
                Terminator::Return(Some(self.value()?))
            }
            "return" => Terminator::Return(None),
            _ => Terminator::Trap,
        }))
    }

    fn target(&mut self) -> Result<BlockCall> {
        let block = self.entity("block").map(Block)?;
        let arguments = if *self.lexer.peek() == Token::Punctuation("(") { self.arguments()? } else { Vec::new() };
        Ok(BlockCall { block, arguments })
    }

    fn arguments(&mut self) -> Result<Vec<Value>> {
        self.punctuation("(")?;
        let mut arguments = Vec::new();
        if self.accept(")")? {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.value()?);
            if !self.accept(",")? {
                break;
            }
        }
        self.punctuation(")")?;
        Ok(arguments)
    }

    fn pair(&mut self) -> Result<[Value; 2]> {
        let left = self.value()?;
        self.punctuation(",")?;
        Ok([left, self.value()?])
    }

    fn named<T>(&mut self, find: fn(&str) -> Option<T>, what: &str) -> Result<T> {
        let word = self.word()?;
        find(&word).ok_or_else(|| self.lexer.error(format!("{word:?} is not {what}")))
    }

    fn instruction(&mut self) -> Result<Instruction> {
        let word = self.word()?;
        if let Some(operator) = UnaryOperator::from_name(&word) {
            return Ok(Instruction::Unary(operator, self.value()?));
        }
        if let Some(operator) = BinaryOperator::from_name(&word) {
            return Ok(Instruction::Binary(operator, self.pair()?));
        }
        if let Some(operator) = OverflowOperator::from_name(&word) {
            return Ok(Instruction::Overflow(operator, self.pair()?));
        }
        Ok(match word.as_str() {
            "iconst" => Instruction::IntConstant(self.number()?),
            "fconst" => Instruction::FloatConstant(self.number()?),
            "icmp" => {
                let condition = self.named(IntCondition::from_name, "an integer condition")?;
                Instruction::IntCompare(condition, self.pair()?)
            }
            "fcmp" => {
                let condition = self.named(FloatCondition::from_name, "a float condition")?;
                Instruction::FloatCompare(condition, self.pair()?)
            }
            "select" => {
                let flag = self.value()?;
                self.punctuation(",")?;
                Instruction::Select(flag, self.pair()?)
            }
            "load" => {
                let kind = self.named(LoadKind::from_name, "a kind of load")?;
                let address = self.value()?;
                Instruction::Load(kind, address, self.short_offset()?)
            }
            "store" => {
                let kind = self.named(StoreKind::from_name, "a kind of store")?;
                let [value, address] = self.pair()?;
                Instruction::Store(kind, value, address, self.short_offset()?)
            }
            "slot_address" => {
                let slot = self.entity("slot").map(Slot)?;
                Instruction::SlotAddress(slot, self.short_offset()?)
            }
            "symbol_address" => {
                let symbol = self.symbol()?;
                Instruction::SymbolAddress(symbol, self.offset()?)
            }
            "call" => {
                let symbol = self.symbol()?;
                Instruction::Call(symbol, self.arguments()?)
            }
            "call_indirect" => {
                let callee = self.value()?;
                let arguments = self.arguments()?;
                self.keyword("as")?;
                Instruction::CallIndirect(self.signature()?, callee, arguments)
            }
            _ => return Err(self.lexer.error(format!("unknown instruction {word:?}"))),
        })
    }
}

fn is_value(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
