//! The SSA intermediate representation, its textual form and its verifier.
