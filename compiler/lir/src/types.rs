//! Types of values and of the places where functions meet.

use std::fmt;

/// The type of a value inside a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer, an address, or a boxed Python value.
    I64,
    /// A 64-bit float.
    F64,
    /// A truth value made by a comparison; it has no fixed representation and cannot be stored.
    Flag,
}

impl Type {
    /// The name in the text form.
    pub fn name(self) -> &'static str {
        match self {
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F64 => "f64",
            Self::Flag => "flag",
        }
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::I32, Self::I64, Self::F64, Self::Flag].into_iter().find(|candidate| candidate.name() == name)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The type of a parameter or result in a signature.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ParameterType {
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer or a boxed Python value.
    I64,
    /// A 64-bit float.
    F64,
    /// An address: `i64` inside functions, the platform's pointer between them.
    Pointer,
}

impl ParameterType {
    /// The type this has inside a function.
    pub fn value_type(self) -> Type {
        match self {
            Self::I32 => Type::I32,
            Self::I64 | Self::Pointer => Type::I64,
            Self::F64 => Type::F64,
        }
    }

    /// The name in the text form.
    pub fn name(self) -> &'static str {
        match self {
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F64 => "f64",
            Self::Pointer => "ptr",
        }
    }

    /// The type with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::I32, Self::I64, Self::F64, Self::Pointer].into_iter().find(|candidate| candidate.name() == name)
    }
}

impl fmt::Display for ParameterType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Parameter types and the result type of a function, all passed by the platform's C convention.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Signature {
    /// Types of the parameters, in order.
    pub parameters: Vec<ParameterType>,
    /// Type of the result, if there is one.
    pub result: Option<ParameterType>,
}

impl Signature {
    /// A signature of these parameters and this result.
    pub fn new(parameters: &[ParameterType], result: Option<ParameterType>) -> Self {
        Self { parameters: parameters.to_vec(), result }
    }

    /// `count` parameters of type `i64` and a result of type `i64`: the shape of a compiled Python function.
    pub fn values(count: usize) -> Self {
        Self { parameters: vec![ParameterType::I64; count], result: Some(ParameterType::I64) }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(")?;
        for (index, parameter) in self.parameters.iter().enumerate() {
            if index > 0 {
                formatter.write_str(", ")?;
            }
            write!(formatter, "{parameter}")?;
        }
        formatter.write_str(")")?;
        match self.result {
            Some(result) => write!(formatter, " -> {result}"),
            None => Ok(()),
        }
    }
}
