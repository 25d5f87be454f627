//! The module's static data: constants as immortal objects, names, caches, and the symbols of its functions.

use std::collections::BTreeMap;

use molt_abi::CoreType;
use molt_abi::intrinsics::CORE_TYPES_SYMBOL;
use molt_abi::layout::{IMMORTAL, TYPE_OBJECT_SIZE, cache_offset, str_flags};
use molt_abi::value::{FLOAT_OFFSET, Value as RuntimeValue};
use moltc_ir::{Constant, ConstantId, FunctionId, FunctionKind, NameId, PythonString};

use super::entries;
use crate::entities::Symbol;
use crate::module::{Access, Data, Linkage, SymbolKind, SymbolTable};
use crate::types::Signature;

/// How compiled code gets at a constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum StaticValue {
    /// The value's bits.
    Bits(u64),
    /// The address of an immortal object.
    Object(Symbol),
    /// The word at this offset of the integers cell array holds it once the module body has started.
    IntegerCell(u32),
}

/// Numbers the global slots in code point order of the names, so that the runtime can look one up without a table.
fn global_slots(ir: &moltc_ir::Module) -> Vec<u32> {
    let mut sorted: Vec<_> = ir.globals().collect();
    sorted.sort_by_key(|&(_, name)| ir.names.get(name));
    let mut slots = vec![0; sorted.len()];
    for (slot, (global, _)) in sorted.iter().enumerate() {
        slots[global.index()] = slot as u32;
    }
    slots
}

/// The symbols that make up one compiled function.
#[derive(Clone, Copy, Debug)]
pub(super) struct FunctionSymbols {
    /// The body, or for a generator function the code that makes the generator.
    pub direct: Symbol,
    /// What calls the body with arguments in an array, shared by all functions with as many parameters.
    pub entry: Symbol,
    /// The body of a generator.
    pub resume: Option<Symbol>,
    /// The code record.
    pub code: Symbol,
}

/// An int too large for an inline value, made by the runtime when the module body starts.
pub(super) struct LargeInteger {
    /// Offset of its word in the cell array.
    pub cell: u32,
    /// Its decimal text.
    pub digits: Symbol,
    /// Bytes of text.
    pub length: u32,
    /// Static tuples that contain it: symbol and offset of the item.
    pub tuple_items: Vec<(Symbol, i32)>,
}

/// Data objects under construction.
pub(super) struct Statics {
    /// The module record.
    pub module_record: Symbol,
    /// The global slots.
    pub globals: Symbol,
    /// The slot of each global, by its number in the IR: slots stand in the order of the names.
    pub global_slots: Vec<u32>,
    /// Symbols by function index.
    pub functions: Vec<FunctionSymbols>,
    /// What each function names, by index: collected while it is lowered, since its blocks do not stay.
    pub named: Vec<Vec<NameId>>,
    /// The function that makes large integers, if there are any.
    pub integer_initializer: Option<Symbol>,
    /// The large integers used so far.
    pub large_integers: Vec<LargeInteger>,
    core_types: Symbol,
    caches: Symbol,
    cache_bytes: u32,
    integers: Symbol,
    values: BTreeMap<ConstantId, StaticValue>,
    strings: BTreeMap<PythonString, Symbol>,
    data: Vec<Data>,
    anonymous: u32,
}

impl Statics {
    /// Declares what every function of the module refers to.
    pub fn new(ir: &moltc_ir::Module, symbols: &mut SymbolTable) -> Self {
        let record_name = format!("{}{}", molt_abi::intrinsics::MODULE_RECORD_PREFIX, ir.name);
        let local = |symbols: &mut SymbolTable, name: &str| symbols.declare(name, SymbolKind::Data, Linkage::Local);
        let functions = (0..ir.functions.len()).map(|index| declare_function(ir, index, symbols)).collect();
        let has_large = ir.constants.iter().any(|(_, constant)| is_large(constant));
        let initializer = |symbols: &mut SymbolTable| {
            symbols.declare("make_integers", SymbolKind::Function(Signature::default()), Linkage::Local)
        };
        Self {
            module_record: symbols.declare(&record_name, SymbolKind::Data, Linkage::Export),
            globals: local(symbols, "globals"),
            global_slots: global_slots(ir),
            functions,
            named: vec![Vec::new(); ir.functions.len()],
            integer_initializer: has_large.then(|| initializer(symbols)),
            large_integers: Vec::new(),
            core_types: symbols.import_data(CORE_TYPES_SYMBOL),
            caches: local(symbols, "caches"),
            cache_bytes: 0,
            integers: local(symbols, "integers"),
            values: BTreeMap::new(),
            strings: BTreeMap::new(),
            data: Vec::new(),
            anonymous: 0,
        }
    }

    /// Every data object, the arrays that grew with use included.
    pub fn finish(mut self) -> Vec<Data> {
        let integer_bytes = 8 * self.large_integers.len() as u64;
        for (symbol, size) in [(self.caches, u64::from(self.cache_bytes)), (self.integers, integer_bytes)] {
            let mut data = Data::new(symbol, 16, Access::Writable);
            data.zeros = size.max(8);
            self.data.push(data);
        }
        self.data
    }

    /// Adds a data object made elsewhere.
    pub fn add(&mut self, data: Data) {
        self.data.push(data);
    }

    /// A new local data symbol named for its kind.
    pub fn anonymous(&mut self, symbols: &mut SymbolTable, kind: &str) -> Symbol {
        self.anonymous += 1;
        symbols.declare(&format!("{kind}.{}", self.anonymous), SymbolKind::Data, Linkage::Local)
    }

    /// The array of core types, and the offset of one of them.
    pub fn core_type(&self, core_type: CoreType) -> (Symbol, i64) {
        (self.core_types, (core_type as usize * TYPE_OBJECT_SIZE) as i64)
    }

    /// The array of large integers' cells.
    pub fn integers(&self) -> Symbol {
        self.integers
    }

    /// A new zeroed cell of the attribute cache's size: array symbol and offset.
    pub fn attribute_cache(&mut self) -> (Symbol, i64) {
        self.cache(cache_offset::SIZE as u32)
    }

    /// A new zeroed cell for the version and value of a builtin.
    pub fn global_cache(&mut self) -> (Symbol, i64) {
        self.cache(size_of::<molt_abi::GlobalCache>() as u32)
    }

    fn cache(&mut self, size: u32) -> (Symbol, i64) {
        let offset = self.cache_bytes;
        self.cache_bytes += size;
        (self.caches, i64::from(offset))
    }

    fn begin_object(&mut self, symbol: Symbol, core_type: CoreType) -> Data {
        let mut data = Data::new(symbol, 16, Access::Writable);
        data.push_u32(IMMORTAL);
        data.push_u32(0);
        let (types, offset) = self.core_type(core_type);
        data.push_address(types, offset);
        data
    }

    /// The immortal str with this text.
    pub fn string(&mut self, symbols: &mut SymbolTable, text: &PythonString) -> Symbol {
        if let Some(&symbol) = self.strings.get(text) {
            return symbol;
        }
        let symbol = self.anonymous(symbols, "str");
        self.strings.insert(text.clone(), symbol);
        let mut data = self.begin_object(symbol, CoreType::Str);
        let code_points: Vec<u32> = text.code_points().collect();
        let largest = code_points.iter().copied().max().unwrap_or(0);
        let width: u32 = match largest {
            0..0x100 => 1,
            0x100..0x1_0000 => 2,
            _ => 4,
        };
        data.push_u64(code_points.len() as u64);
        data.push_u64(0);
        data.push_u32(width);
        data.push_u32(if largest < 0x80 { str_flags::ASCII } else { 0 });
        for code_point in code_points {
            data.push_bytes(&code_point.to_le_bytes()[..width as usize]);
        }
        self.data.push(data);
        symbol
    }

    /// The immortal str with this text.
    pub fn text(&mut self, symbols: &mut SymbolTable, text: &str) -> Symbol {
        self.string(symbols, &PythonString::from(text))
    }

    /// The static form of a constant. An error for constants that have none yet.
    pub fn constant(
        &mut self,
        symbols: &mut SymbolTable,
        ir: &moltc_ir::Module,
        id: ConstantId,
    ) -> Result<StaticValue, String> {
        if let Some(&known) = self.values.get(&id) {
            return Ok(known);
        }
        let value = match ir.constants.get(id) {
            Constant::None => StaticValue::Bits(RuntimeValue::NONE.bits()),
            Constant::Bool(value) => StaticValue::Bits(RuntimeValue::from_bool(*value).bits()),
            Constant::Ellipsis => StaticValue::Bits(RuntimeValue::ELLIPSIS.bits()),
            Constant::NotImplemented => StaticValue::Bits(RuntimeValue::NOT_IMPLEMENTED.bits()),
            Constant::Float(bits) => StaticValue::Bits(float_bits(*bits)),
            Constant::Int(value) => match RuntimeValue::from_small_int(*value) {
                Some(value) => StaticValue::Bits(value.bits()),
                None => self.large_integer(symbols, &value.to_string()),
            },
            Constant::BigInt(digits) => self.large_integer(symbols, digits),
            Constant::Str(text) => StaticValue::Object(self.string(symbols, text)),
            Constant::Bytes(bytes) => {
                let symbol = self.anonymous(symbols, "bytes");
                let mut data = self.begin_object(symbol, CoreType::Bytes);
                data.push_u64(bytes.len() as u64);
                data.push_u64(0);
                data.push_bytes(bytes);
                self.data.push(data);
                StaticValue::Object(symbol)
            }
            Constant::Tuple(items) => {
                let items = items.iter().map(|&item| self.constant(symbols, ir, item));
                let items: Vec<StaticValue> = items.collect::<Result<_, _>>()?;
                StaticValue::Object(self.tuple(symbols, &items))
            }
            Constant::Complex(..) => return Err("complex constants are not supported yet".into()),
        };
        self.values.insert(id, value);
        Ok(value)
    }

    /// An immortal tuple.
    fn tuple(&mut self, symbols: &mut SymbolTable, items: &[StaticValue]) -> Symbol {
        let symbol = self.anonymous(symbols, "tuple");
        let mut data = self.begin_object(symbol, CoreType::Tuple);
        data.push_u64(items.len() as u64);
        for item in items {
            match *item {
                StaticValue::Bits(bits) => data.push_u64(bits),
                StaticValue::Object(object) => data.push_address(object, 0),
                StaticValue::IntegerCell(cell) => {
                    let offset = data.bytes.len() as i32;
                    self.large_integers[cell as usize / 8].tuple_items.push((symbol, offset));
                    data.push_u64(RuntimeValue::NONE.bits());
                }
            }
        }
        self.data.push(data);
        symbol
    }

    fn large_integer(&mut self, symbols: &mut SymbolTable, digits: &str) -> StaticValue {
        let cell = 8 * self.large_integers.len() as u32;
        let symbol = self.anonymous(symbols, "digits");
        let mut data = Data::new(symbol, 1, Access::Constant);
        data.push_bytes(digits.as_bytes());
        self.data.push(data);
        let length = digits.len() as u32;
        self.large_integers.push(LargeInteger { cell, digits: symbol, length, tuple_items: Vec::new() });
        StaticValue::IntegerCell(cell)
    }
}

/// The boxed form of a float with these bits.
pub(super) fn float_bits(bits: u64) -> u64 {
    debug_assert!(RuntimeValue::from_f64(0.0).bits() == FLOAT_OFFSET);
    RuntimeValue::from_f64(f64::from_bits(bits)).bits()
}

fn is_large(constant: &Constant) -> bool {
    match constant {
        Constant::BigInt(_) => true,
        Constant::Int(value) => RuntimeValue::from_small_int(*value).is_none(),
        _ => false,
    }
}

/// Declares the symbols of one function. Names carry the index, since qualified names need not be unique.
fn declare_function(ir: &moltc_ir::Module, index: usize, symbols: &mut SymbolTable) -> FunctionSymbols {
    let function = ir.function(FunctionId::from_index(index));
    let name = match function.kind {
        FunctionKind::Module => ir.name.clone(),
        _ => format!("{}.{}", ir.name, function.qualified_name),
    };
    let mut declare = |part: &str, signature: Signature| {
        symbols.declare(&format!("{name}${part}{index}"), SymbolKind::Function(signature), Linkage::Local)
    };
    let direct = declare("f", Signature::values(1 + function.parameters.len()));
    let resume = function.is_generator.then(|| declare("resume", Signature::values(2)));
    let code = symbols.declare(&format!("code.{index}"), SymbolKind::Data, Linkage::Local);
    let entry = entries::declare(function.parameters.len(), symbols);
    FunctionSymbols { direct, entry, resume, code }
}
