//! Built-in values against what CPython 3.14 prints.

mod codecs;
mod containers;
mod formatting;
mod numbers;
mod support;
