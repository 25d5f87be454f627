//! The only crate that knows the Python parser.
