//! From LIR to native object files.
