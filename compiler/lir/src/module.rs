//! Modules: symbols, data objects, and the functions that go into one object file.

use std::collections::HashMap;
use std::sync::Arc;

use crate::entities::Symbol;
use crate::function::Function;
use crate::types::Signature;

/// Everything that becomes one object file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Module {
    /// Dotted module name, for people.
    pub name: String,
    /// Display path of the source file, for line tables. Never an absolute path of the build machine.
    pub source_path: String,
    /// Symbols defined or mentioned.
    pub symbols: SymbolTable,
    /// Data objects, in order of definition.
    pub data: Vec<Data>,
    /// Functions, in order of definition.
    pub functions: Vec<Function>,
}

/// Symbols by number and by name. Iteration is in order of declaration.
#[derive(Clone, Debug, Default)]
pub struct SymbolTable {
    symbols: Symbols,
    by_name: HashMap<String, Symbol>,
}

/// Symbols by number. A clone takes next to no time: it shares the symbols until one side changes them, so that functions can
/// be compiled while others are being made.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Symbols {
    /// All groups but the last are full.
    groups: Vec<Arc<Vec<SymbolData>>>,
}

impl Symbols {
    /// How many symbols are shared together.
    const GROUP: usize = 256;

    fn push(&mut self, data: SymbolData) {
        match self.groups.last_mut() {
            Some(last) if last.len() < Self::GROUP => Arc::make_mut(last).push(data),
            _ => self.groups.push(Arc::new(vec![data])),
        }
    }

    fn get_mut(&mut self, symbol: Symbol) -> &mut SymbolData {
        &mut Arc::make_mut(&mut self.groups[symbol.index() / Self::GROUP])[symbol.index() % Self::GROUP]
    }

    /// What is known of a symbol.
    pub fn get(&self, symbol: Symbol) -> &SymbolData {
        &self.groups[symbol.index() / Self::GROUP][symbol.index() % Self::GROUP]
    }

    /// The signature of a function symbol.
    pub fn signature(&self, symbol: Symbol) -> Option<&Signature> {
        match &self.get(symbol).kind {
            SymbolKind::Function(signature) => Some(signature),
            SymbolKind::Data => None,
        }
    }

    /// Number of symbols.
    pub fn len(&self) -> usize {
        self.groups.last().map_or(0, |last| (self.groups.len() - 1) * Self::GROUP + last.len())
    }

    /// Whether there is no symbol.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl PartialEq for SymbolTable {
    fn eq(&self, other: &Self) -> bool {
        self.symbols == other.symbols
    }
}

/// One symbol.
#[derive(Clone, PartialEq, Debug)]
pub struct SymbolData {
    /// Link-time name.
    pub name: String,
    /// What it names.
    pub kind: SymbolKind,
    /// Where it is defined and who sees it.
    pub linkage: Linkage,
}

/// What a symbol names.
#[derive(Clone, PartialEq, Debug)]
pub enum SymbolKind {
    /// A function with its signature.
    Function(Signature),
    /// A data object.
    Data,
}

/// Where a symbol is defined and who sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Linkage {
    /// Defined in another object file of the same program.
    Import,
    /// Defined here, seen only here.
    Local,
    /// Defined here, seen by other object files.
    Export,
}

impl Linkage {
    /// The name in the text form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Local => "local",
            Self::Export => "export",
        }
    }
}

impl SymbolTable {
    /// Declares a symbol, or finds it when it was declared before. A local or exported declaration completes an import.
    ///
    /// # Panics
    /// When the name is already declared as something else: that is a compiler bug, since names are mangled.
    pub fn declare(&mut self, name: &str, kind: SymbolKind, linkage: Linkage) -> Symbol {
        if let Some(&symbol) = self.by_name.get(name) {
            let existing = self.symbols.get(symbol);
            assert!(existing.kind == kind, "LIR symbol {name:?} declared as {:?} and as {kind:?}", existing.kind);
            if existing.linkage == Linkage::Import && linkage != Linkage::Import {
                self.symbols.get_mut(symbol).linkage = linkage;
            }
            return symbol;
        }
        let symbol = Symbol::from_index(self.symbols.len());
        self.symbols.push(SymbolData { name: name.to_owned(), kind, linkage });
        self.by_name.insert(name.to_owned(), symbol);
        symbol
    }

    /// Declares a function of another object file.
    pub fn import_function(&mut self, name: &str, signature: Signature) -> Symbol {
        self.declare(name, SymbolKind::Function(signature), Linkage::Import)
    }

    /// Declares a data object of another object file.
    pub fn import_data(&mut self, name: &str) -> Symbol {
        self.declare(name, SymbolKind::Data, Linkage::Import)
    }

    /// The symbol with this name.
    pub fn find(&self, name: &str) -> Option<Symbol> {
        self.by_name.get(name).copied()
    }

    /// The symbols by number.
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// What is known of a symbol.
    pub fn get(&self, symbol: Symbol) -> &SymbolData {
        self.symbols.get(symbol)
    }

    /// The signature of a function symbol.
    pub fn signature(&self, symbol: Symbol) -> Option<&Signature> {
        self.symbols.signature(symbol)
    }

    /// All symbols in order of declaration.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &SymbolData)> {
        let all = self.symbols.groups.iter().flat_map(|group| group.iter());
        all.enumerate().map(|(index, data)| (Symbol::from_index(index), data))
    }

    /// Number of symbols.
    pub fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Whether there is no symbol.
    pub fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }
}

/// Who may write a data object while the program runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Nobody, once the loader has relocated it.
    Constant,
    /// The program.
    Writable,
}

/// A data object.
#[derive(Clone, PartialEq, Debug)]
pub struct Data {
    /// The symbol this defines.
    pub symbol: Symbol,
    /// Alignment in bytes, a power of two.
    pub alignment: u32,
    /// Who may write it.
    pub access: Access,
    /// Initial bytes. Relocated words are zero here.
    pub bytes: Vec<u8>,
    /// Zero bytes that follow `bytes`. An object without `bytes` takes no room in the file.
    pub zeros: u64,
    /// Words that hold addresses, by ascending offset.
    pub relocations: Vec<Relocation>,
}

/// An 8-byte word of a data object that holds an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relocation {
    /// Offset of the word in the object.
    pub offset: u32,
    /// Whose address.
    pub target: Symbol,
    /// Added to the address.
    pub addend: i64,
}

impl Data {
    /// An object without contents yet.
    pub fn new(symbol: Symbol, alignment: u32, access: Access) -> Self {
        Self { symbol, alignment, access, bytes: Vec::new(), zeros: 0, relocations: Vec::new() }
    }

    /// Appends a byte.
    pub fn push_u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    /// Appends a 32-bit integer.
    pub fn push_u32(&mut self, value: u32) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// Appends a 64-bit integer.
    pub fn push_u64(&mut self, value: u64) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// Appends the address of a symbol plus a constant.
    pub fn push_address(&mut self, target: Symbol, addend: i64) {
        let offset = u32::try_from(self.bytes.len()).expect("data objects are smaller than 4 GiB");
        self.relocations.push(Relocation { offset, target, addend });
        self.push_u64(0);
    }

    /// Appends bytes.
    pub fn push_bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends zero bytes up to a multiple of a power of two.
    pub fn align_to(&mut self, alignment: usize) {
        self.bytes.resize(self.bytes.len().next_multiple_of(alignment), 0);
    }
}
